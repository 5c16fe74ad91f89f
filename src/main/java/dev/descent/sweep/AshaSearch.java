package dev.descent.sweep;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Draws as of {@link RandomSearch}, of which most are stopped early: successive halving (Jamieson and Talwalkar 2016) within brackets of
 * consecutive trials. Brackets go on side by side as in ASHA (Li and others 2020), but within one a decision waits for all: so it is a
 * function of what was recorded and not of who came first.
 *
 * @param reductionFactor η: of so many that came to a rung, one goes on
 * @param minEpochs       the first rung; the next ones are at η times as many epochs each
 */
@JsonTypeName("asha")
public record AshaSearch(
        @Schema(description = "Choices or ranges by JSON pointer into the run request")
        @NotNull @Size(min = 1, max = MOST_PARAMETERS)
        Map<@Size(min = 1, max = 500) String, ParameterSpace> parameters,
        @NotNull @Min(1) @Max(MOST_TRIALS)
        Integer trials,
        @Schema(defaultValue = "0")
        Long seed,
        @Schema(description = "Of so many trials that came to a rung, one goes on", defaultValue = "3")
        @Min(2) @Max(100)
        Integer reductionFactor,
        @Schema(description = "Epochs to the first rung; each further one is at reductionFactor times as many", defaultValue = "1")
        @Min(1) @Max(10_000_000)
        Integer minEpochs) implements Search {

    public AshaSearch {
        seed = seed == null ? Long.valueOf(0) : seed;
        reductionFactor = reductionFactor == null ? Integer.valueOf(3) : reductionFactor;
        minEpochs = minEpochs == null ? Integer.valueOf(1) : minEpochs;
    }

    @Override
    public long count() {
        return trials;
    }

    /** Epochs at which trials are compared, all below the last one. */
    List<Integer> rungs(int epochs) {
        var rungs = new ArrayList<Integer>();
        for (long epoch = minEpochs; epoch < epochs; epoch *= reductionFactor) {
            rungs.add((int) epoch);
        }
        return rungs;
    }

    /** Trials of which one may come to the end. */
    int bracketSize(int rungs) {
        return (int) Math.min(MOST_TRIALS, StrictMath.pow(reductionFactor, rungs));
    }
}
