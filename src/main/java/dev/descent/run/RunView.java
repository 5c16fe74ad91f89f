package dev.descent.run;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A run as clients see it.
 *
 * @param model         id of the stored model; null where the network stood in the request, {@code effectiveSpec} shows both
 * @param requestedSpec as it was sent
 * @param effectiveSpec with every default written out
 * @param latest        the last finished epoch
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
        Diagnosis diagnosis,
        Failure failure,
        @Schema(types = {"string", "null"}) String weightsDigest,
        List<String> allowedActions,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt) {

    /** @param remainingSeconds null where nothing is known yet */
    public record Progress(int epoch, int epochs, double fraction, Double samplesPerSecond, Double remainingSeconds) {}

    public record Best(int epoch, String metric, double value) {}

    public record Diagnosis(String fit, List<String> evidence, List<String> advice) {}

    static RunView of(Run run) {
        return new RunView(run.id(), run.name(), run.status(), run.stopReason(), run.attempt(), run.datasetId(), run.datasetSha256(), run.modelId(),
                run.priority(), run.labels(), run.requestedSpec(), run.effectiveSpec(), run.warningsJson(), run.parameters(), progress(run), run.latestJson(),
                run.bestEpoch() == null ? null : new Best(run.bestEpoch(), run.bestMetric(), run.bestValue()), diagnosis(run), run.failure(),
                run.weightsDigest(), run.status().allowedActions(), run.createdAt(), run.startedAt(), run.finishedAt());
    }

    /** Null where nothing is known yet. */
    static Double remainingSeconds(Run run) {
        if (run.status().isTerminal()) {
            return 0.0;
        }
        return run.epochMillis() == null ? null : run.epochMillis() * (run.epochs() - run.epochsDone()) / 1000;
    }

    private static Progress progress(Run run) {
        return new Progress(run.epochsDone(), run.epochs(), (double) run.epochsDone() / run.epochs(), run.samplesPerSecond(), remainingSeconds(run));
    }

    private static Diagnosis diagnosis(Run run) {
        var failure = run.failure();
        if (failure == null || failure.code() != Failure.Code.DIVERGED) {
            return new Diagnosis("unknown", List.of(), List.of());
        }
        return new Diagnosis("diverged", List.of(failure.detail()),
                List.of("Lower the learning rate", "Standardize the features", "Bound the gradient with gradientClip"));
    }
}
