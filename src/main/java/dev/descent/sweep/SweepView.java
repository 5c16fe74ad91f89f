package dev.descent.sweep;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.descent.run.RunRequest;
import dev.descent.support.Versioned;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * A sweep as clients see it.
 *
 * @param run         the request that all trials have in common, as it was sent
 * @param search      with its defaults written out
 * @param leaderboard of all trials, the best one first; not part of a list of sweeps
 */
@Schema(name = "Sweep")
public record SweepView(
        String id,
        String name,
        SweepStatus status,
        @JsonRawValue @Schema(implementation = RunRequest.class) String run,
        @JsonRawValue @Schema(implementation = Search.class) String search,
        Objective objective,
        @Schema(types = {"integer", "null"}) Integer maxConcurrent,
        @Schema(description = "Epochs at which trials are compared; empty where each trains to its end") List<Integer> rungs,
        Counts trials,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(description = "The best first; left out in a list of sweeps") List<Entry> leaderboard,
        Instant createdAt,
        Instant finishedAt) implements Versioned {

    /** How far it has come in between makes no version. */
    @Override
    public String version() {
        return id + "." + status;
    }

    /**
     * @param running in the queue or in a slot
     * @param ended   in whatever way; those that are neither wait for their turn or for others of their bracket
     */
    @Schema(name = "SweepTrials")
    public record Counts(int total, int running, int ended) {

        /** Of a sweep that is gone meanwhile. */
        static final Counts GONE = new Counts(0, 0, 0);
    }

    /**
     * @param rank          from 1; equal values in the order of the trials
     * @param value         best value of the objective up to where the trial came; null for none, which ranks last
     * @param parameters    values by pointer
     * @param stoppedAtRung the epoch after which others were better; null where it was not stopped
     */
    @Schema(name = "SweepLeaderboardEntry")
    public record Entry(
            int rank,
            String run,
            @Schema(types = {"number", "null"}) Double value,
            @JsonRawValue @Schema(types = "object") String parameters,
            @Schema(types = {"integer", "null"}) Integer stoppedAtRung) {}

    static SweepView of(Sweep sweep, Counts counts, List<Entry> leaderboard) {
        return new SweepView(sweep.id(), sweep.name(), sweep.status(), sweep.runRequest(), sweep.search(), sweep.objective(), sweep.maxConcurrent(), sweep.rungs(), counts,
                leaderboard, sweep.createdAt(), sweep.finishedAt());
    }
}
