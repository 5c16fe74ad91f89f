package dev.descent.run;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.descent.support.Sha256;
import dev.descent.support.Versioned;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run as clients see it.
 *
 * @param model         id of the stored model; null where the network stood in the request, {@code effectiveSpec} shows both
 * @param requestedSpec as it was sent; of a fork what its changes made of its parent's
 * @param effectiveSpec with every default written out
 * @param latest        the last finished epoch
 * @param parent          the run that it was forked from, and the last epoch of that one's that it builds on
 * @param verifies        the run that it repeats
 * @param verification    how that ended; null until then
 * @param numericsVersion runs with equal ones have equal bits; null before the first worker took the run
 * @param weightsDigest SHA-256 over the last weights
 */
@Schema(name = "Run")
public record RunView(
        String id,
        String name,
        RunStatus status,
        @Schema(types = {"string", "null"}) String stopReason,
        int attempt,
        String dataset,
        String datasetSha256,
        @Schema(types = {"string", "null"}) String model,
        int priority,
        Map<String, String> labels,
        @JsonRawValue @Schema(type = "object") String requestedSpec,
        @JsonRawValue @Schema(type = "object") String effectiveSpec,
        @JsonRawValue @Schema(type = "array") String warnings,
        long parameters,
        Progress progress,
        @JsonRawValue @Schema(implementation = EpochView.class) String latest,
        Best best,
        @JsonRawValue @Schema(implementation = DiagnosisView.class) String diagnosis,
        Failure failure,
        @Schema(types = {"string", "null"}) String weightsDigest,
        @Schema(types = {"integer", "null"}) Integer numericsVersion,
        Parent parent,
        @Schema(types = {"string", "null"}) String verifies,
        Verification verification,
        @Schema(types = {"string", "null"}, description = "The sweep that it is a trial of, which may be deleted meanwhile") String sweep,
        List<String> allowedActions,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt) implements Versioned {

    /** Of what clients and workers decide; how far it has come in between makes no version. */
    @Override
    public String version() {
        return Sha256.hex(String.join("\0", id, name, status.name(), String.valueOf(priority), new TreeMap<>(labels).toString()).getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }

    /** @param remainingSeconds null where nothing is known yet */
    public record Progress(int epoch, int epochs, double fraction, Double samplesPerSecond, Double remainingSeconds) {}

    public record Best(int epoch, String metric, double value) {}

    public record Parent(String run, int epoch) {}

    public record Verification(boolean equal, String expected, String actual) {}

    static RunView of(Run run) {
        return new RunView(run.id(), run.name(), run.status(), run.stopReason(), run.attempt(), run.plan().datasetId(), run.plan().datasetSha256(), run.plan().modelId(),
                run.priority(), run.labels(), run.plan().requestedSpec(), run.plan().effectiveSpec(), run.warningsJson(), run.plan().parameters(), progress(run), run.course().latestJson(),
                run.course().bestEpoch() == null ? null : new Best(run.course().bestEpoch(), run.course().bestMetric(), run.course().bestValue()), run.diagnosisJson(), run.failure(),
                run.weightsDigest(), run.numericsVersion(), parent(run.lineage()), run.lineage().verifies(), verification(run), run.sweep(), run.status().allowedActions(), run.createdAt(), run.startedAt(), run.finishedAt());
    }

    /** Null where nothing is known yet. */
    static Double remainingSeconds(Run run) {
        if (run.status().isTerminal()) {
            return 0.0;
        }
        return run.course().epochMillis() == null ? null : run.course().epochMillis() * (run.plan().epochs() - run.course().epochsDone()) / 1000;
    }

    private static Progress progress(Run run) {
        return new Progress(run.course().epochsDone(), run.plan().epochs(), (double) run.course().epochsDone() / run.plan().epochs(), run.course().samplesPerSecond(), remainingSeconds(run));
    }

    private static Parent parent(Lineage lineage) {
        return lineage.isFork() ? new Parent(lineage.parentRun(), lineage.parentEpoch()) : null;
    }

    private static Verification verification(Run run) {
        var expected = run.lineage().expectedDigest();
        return expected == null || run.status() != RunStatus.SUCCEEDED ? null
                : new Verification(expected.equals(run.weightsDigest()), expected, run.weightsDigest());
    }
}
