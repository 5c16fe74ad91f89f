package dev.descent.sweep;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.descent.nn.kernel.CounterRandom;
import jakarta.validation.constraints.Size;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What one member of a run request may be: one of some values, or a number of a range. One of the two is null. */
public record ParameterSpace(List<JsonNode> choices, ValueRange range) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ParameterSpace of(@Size(min = 1, max = Search.MOST_CHOICES) List<JsonNode> choices) {
        return new ParameterSpace(choices, null);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ParameterSpace of(ValueRange range) {
        return new ParameterSpace(null, range);
    }

    @JsonValue
    Object json() {
        return choices == null ? range : choices;
    }

    /** @param integral whether the member takes integers only */
    Drawn draw(CounterRandom random, int index, boolean integral) {
        if (range != null) {
            return new Drawn(range.draw(random, index, integral), -1);
        }
        int choice = random.below(choices.size(), index);
        return new Drawn(choices.get(choice), choice);
    }

    /** @param choice its place among the choices; -1 where it is of a range */
    record Drawn(JsonNode value, int choice) {}
}
