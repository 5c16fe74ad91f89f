package dev.descent.dataset.format;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Cuts sequences out of rows that are one moment each. A row of the dataset is a window: the values of {@code length} moments as {@code x.1}, {@code x.2}, …,
 * and what comes {@code horizon} moments after its end as {@code x+horizon}.
 *
 * @param time    column that puts the moments into order, numbers or texts such as ISO dates; by default they are in order
 * @param group   column that tells one series from another; no window reaches across
 * @param values  numeric columns that a window holds
 * @param length  moments in a window
 * @param stride  moments from one window to the next, by default 1
 * @param horizon moments from the end of the window to what is foretold, by default 1; 0 for what is not among the values
 * @param targets columns of which that moment's value is kept, by default the values
 * @param layout  order of the numbers
 * @param keep    columns kept as they are at the end of the window
 */
public record WindowOptions(
        @Size(min = 1, max = 200) String time,
        @Size(min = 1, max = 200) String group,
        @NotNull @Size(min = 1, max = 1000) List<String> values,
        @NotNull @Min(1) @Max(100_000) Integer length,
        @Min(1) @Max(1_000_000) Integer stride,
        @Min(0) @Max(1_000_000) Integer horizon,
        @Size(max = 1000) List<String> targets,
        Layout layout,
        @Size(max = 1000) List<String> keep) {

    @Schema(name = "WindowLayout")
    public enum Layout {
        /** moment by moment, as recurrent layers read it: {@code inputShape [length, values]} */
        @JsonProperty("steps")
        STEPS,
        /** column by column, as a one-dimensional convolution reads it: {@code inputShape [values, length]} */
        @JsonProperty("channels")
        CHANNELS
    }

    public WindowOptions {
        stride = stride == null ? Integer.valueOf(1) : stride;
        horizon = horizon == null ? Integer.valueOf(1) : horizon;
        targets = targets == null ? values : targets;
        layout = layout == null ? Layout.STEPS : layout;
        keep = keep == null ? List.of() : keep;
    }
}
