package dev.descent.support;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;

/** A request record with one component of every kind that a request may have. */
@ChoiceProblem("invalid-model-spec")
public record Trial(
        @NotNull @Size(min = 1, max = 200) String name,
        @Min(1) @Max(10_000_000) Integer epochs,
        Long seed,
        Boolean shuffle,
        Rule rule,
        Mode mode,
        @Size(min = 1, max = 3) List<Rule> rules,
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> target,
        Map<String, Double> weights,
        Workers threads,
        Check validation,
        @JsonUnwrapped Clip clip,
        @JsonProperty("batch-size") Integer batchSize) {

    public Trial {
        epochs = epochs == null ? 100 : epochs;
    }

    public enum Mode {
        @JsonProperty("fast") FAST,
        @JsonProperty("exact") EXACT
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    public sealed interface Rule permits Level, Stairs {}

    @JsonTypeName("constant")
    public record Level(@DecimalMin(value = "0", inclusive = false) @DecimalMax("100") Double rate) implements Rule {}

    @JsonTypeName("step")
    public record Stairs(@NotNull @Min(1) Integer every, Rule then) implements Rule {}

    public record Clip(@DecimalMin(value = "0", inclusive = false) Double clipMax) {}

    public record Check(Double fraction) {
        public static final Check NONE = new Check(0.0);

        public Check {
            fraction = fraction == null ? Double.valueOf(0.2) : fraction;
        }
    }

    public record Workers(Integer count) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public static Workers of(@Min(1) Integer count) {
            return new Workers(count);
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public static Workers of(String word) {
            if (!word.equals("auto")) {
                throw new IllegalArgumentException("must be a number or auto");
            }
            return new Workers(null);
        }

        @JsonValue
        public Object json() {
            return count == null ? "auto" : count;
        }
    }
}
