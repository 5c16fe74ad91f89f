package dev.descent.run;

import dev.descent.dataset.DatasetView;
import dev.descent.nn.spec.SpecResolver.Resolved;

/**
 * A run that may be stored: checked, with everything it refers to found.
 *
 * @param modelId             null where the network stood in the request
 * @param validationDatasetId null where the validation rows come from the dataset itself
 * @param effectiveSpec       JSON with every default written out
 * @param warningsJson        JSON array of texts
 * @param dataFactsJson       JSON of {@link dev.descent.nn.spec.DataFacts}
 */
record Submission(
        NewRun request, DatasetView dataset, String modelId, String validationDatasetId, Resolved resolved, String effectiveSpec, String warningsJson,
        String dataFactsJson) {

    Submission with(String otherModelId, String otherWarningsJson) {
        return new Submission(request, dataset, otherModelId, validationDatasetId, resolved, effectiveSpec, otherWarningsJson, dataFactsJson);
    }
}
