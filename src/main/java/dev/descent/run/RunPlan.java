package dev.descent.run;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a run trains; it never changes.
 *
 * @param validationDatasetId null where the validation rows come from the dataset itself
 * @param modelId             null where the network stood in the request
 * @param requestedSpec       the request as it was sent
 * @param effectiveSpec       JSON of an {@link EffectiveSpec}
 * @param warningsJson        JSON array of texts
 * @param dataFactsJson       JSON of {@link dev.descent.nn.spec.DataFacts}; null in a run that is older than they are
 */
@Embeddable
record RunPlan(
        String datasetId,
        @Column(name = "dataset_sha256") String datasetSha256,
        String validationDatasetId,
        String modelId,
        String requestedSpec,
        String effectiveSpec,
        String warningsJson,
        String dataFactsJson,
        long parameters,
        long memoryBytes,
        double operationsPerEpoch,
        int epochs) {

    /** In the order in which they are locked. */
    List<String> datasetIds() {
        return Stream.of(datasetId, validationDatasetId).filter(Objects::nonNull).sorted().distinct().toList();
    }

    RunPlan withSpec(String otherEffectiveSpec) {
        return new RunPlan(datasetId, datasetSha256, validationDatasetId, modelId, requestedSpec, otherEffectiveSpec, warningsJson, dataFactsJson, parameters, memoryBytes,
                operationsPerEpoch, epochs);
    }

    static RunPlan of(Submission submission) {
        var resolved = submission.resolved();
        return new RunPlan(submission.dataset().id(), submission.dataset().sha256(), submission.validationDatasetId(), submission.modelId(),
                submission.request().json(), submission.effectiveSpec(), submission.warningsJson(), submission.dataFactsJson(), resolved.parameters(), resolved.memoryBytes(),
                resolved.operationsPerEpoch(), resolved.spec().epochs());
    }
}
