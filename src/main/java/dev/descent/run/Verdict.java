package dev.descent.run;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.descent.model.ModelView.LayerSummary;
import dev.descent.model.Summaries;
import dev.descent.nn.spec.SpecProblem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What would become of a request. Where it is not valid, all but the errors is null.
 *
 * @param secondsPerEpoch a guess from the operations of an epoch
 * @param layers          of a network, with their shapes and sizes; empty for a formula
 */
@Schema(name = "RunValidation")
public record Verdict(
        boolean valid,
        List<SpecProblem> errors,
        @JsonRawValue @Schema(type = "array") String warnings,
        Long parameters,
        Long memoryBytes,
        Double secondsPerEpoch,
        List<LayerSummary> layers,
        @JsonRawValue @Schema(type = "object") String effectiveSpec) {

    /** What a core does with the scalar kernels, roughly. */
    private static final double OPERATIONS_PER_SECOND = 2e9;

    static Verdict of(Submission submission) {
        var resolved = submission.resolved();
        return new Verdict(true, List.of(), submission.warningsJson(), resolved.parameters(), resolved.memoryBytes(),
                resolved.operationsPerEpoch() / OPERATIONS_PER_SECOND, Summaries.layers(resolved.model()), submission.effectiveSpec());
    }

    public static Verdict refused(List<SpecProblem> errors) {
        return new Verdict(false, errors, "[]", null, null, null, null, null);
    }
}
