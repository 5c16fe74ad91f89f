package dev.descent.nn.augmentation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.kernel.CounterRandom;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Arrays;
import java.util.List;

/** Moves a signal or a sequence in time, either way by at most this many steps. */
@JsonTypeName("timeShift")
public record TimeShift(@Min(0) @Max(1_000_000) Integer steps, Time time) implements Augmentation {

    /** Which size of {@code inputShape} counts the moments. */
    @Schema(name = "TimeAxis")
    public enum Time {
        /** [channels, length], as a convolution reads it */
        @JsonProperty("last")
        LAST,
        /** [length, values], as recurrent layers read it */
        @JsonProperty("first")
        FIRST
    }

    public TimeShift {
        steps = steps == null ? Integer.valueOf(1) : steps;
        time = time == null ? Time.LAST : time;
    }

    @Override
    public String misfit(List<Integer> dims) {
        return dims != null && dims.size() == 2 ? null : "needs signals or sequences: a model with an inputShape of two sizes";
    }

    @Override
    public void apply(float[] row, float[] spare, List<Integer> dims, long key) {
        int by = new CounterRandom(key).below(2 * steps + 1, 0) - steps;
        System.arraycopy(row, 0, spare, 0, row.length);
        Arrays.fill(row, 0);
        int outer = time == Time.LAST ? dims.get(0) : 1;
        int inner = time == Time.LAST ? 1 : dims.get(1);
        int length = time == Time.LAST ? dims.get(1) : dims.get(0);
        for (int o = 0; o < outer; o++) {
            for (int t = Math.max(0, by); t < Math.min(length, length + by); t++) {
                System.arraycopy(spare, (o * length + t - by) * inner, row, (o * length + t) * inner, inner);
            }
        }
    }
}
