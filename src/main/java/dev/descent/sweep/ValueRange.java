package dev.descent.sweep;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.descent.nn.kernel.CounterRandom;
import dev.descent.nn.spec.SpecProblem;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Numbers from a range: integers, both ends included, where both ends are integers and so is the member; real ones otherwise. */
public record ValueRange(
        @Schema(types = "number") @NotNull JsonNode min,
        @Schema(types = "number") @NotNull JsonNode max,
        @Schema(description = "log draws every order of magnitude as often as any other; min must be above 0 then", defaultValue = "linear") Scale scale) {

    public enum Scale {
        @JsonProperty("linear")
        LINEAR,
        @JsonProperty("log")
        LOG
    }

    public ValueRange {
        scale = scale == null ? Scale.LINEAR : scale;
        if (min != null && max != null) {
            check(min, max, scale);
        }
    }

    private static void check(JsonNode min, JsonNode max, Scale scale) {
        var problems = new ArrayList<SpecProblem>();
        number("/min", min, problems);
        number("/max", max, problems);
        if (problems.isEmpty() && max.asDouble() < min.asDouble()) {
            problems.add(new SpecProblem("/max", ProblemCode.CONSTRAINT_VIOLATION.slug(), "must be at least min, " + min + " (was " + max + ")"));
        }
        if (problems.isEmpty() && scale == Scale.LOG && min.asDouble() <= 0) {
            problems.add(new SpecProblem("/min", ProblemCode.CONSTRAINT_VIOLATION.slug(), "must be greater than 0 on a log scale (was " + min + ")"));
        }
        if (!problems.isEmpty()) {
            throw Problem.of(problems);
        }
    }

    private static void number(String pointer, JsonNode node, List<SpecProblem> problems) {
        if (!node.isNumber()) {
            problems.add(new SpecProblem(pointer, ProblemCode.INVALID_TYPE.slug(), "must be a number"));
        } else if (!Double.isFinite(node.asDouble()) || node.isIntegralNumber() && !node.canConvertToLong() || Math.abs(node.asDouble()) > 1e300) {
            problems.add(new SpecProblem(pointer, ProblemCode.CONSTRAINT_VIOLATION.slug(), "must fit into 64 bits (was " + node + ")"));
        }
    }

    JsonNode draw(CounterRandom random, int index, boolean integral) {
        return integral && hasIntegerEnds() ? JsonNodeFactory.instance.numberNode(integer(random, index)) : JsonNodeFactory.instance.numberNode(real(random, index));
    }

    boolean hasIntegerEnds() {
        return min.isIntegralNumber() && max.isIntegralNumber();
    }

    /** By multiplication, as {@link CounterRandom#below}; on a log scale the integer part of a real one that may reach up to max + 1. */
    private long integer(CounterRandom random, int index) {
        long from = min.asLong();
        long to = max.asLong();
        if (scale == Scale.LOG) {
            return Math.clamp((long) StrictMath.floor(logarithmic(from, to + 1.0, random.uniform(index))), from, to);
        }
        long count = to - from + 1;
        long bits = CounterRandom.bits(random.key(), index);
        // 0 stands for 2^64: then every number is in the range.
        return count == 0 ? bits : from + Math.unsignedMultiplyHigh(bits, count);
    }

    private double real(CounterRandom random, int index) {
        double from = min.asDouble();
        double to = max.asDouble();
        double u = random.uniform(index);
        return Math.clamp(scale == Scale.LOG ? logarithmic(from, to, u) : from + (to - from) * u, from, to);
    }

    private static double logarithmic(double from, double to, double u) {
        double low = StrictMath.log(from);
        return StrictMath.exp(low + (StrictMath.log(to) - low) * u);
    }
}
