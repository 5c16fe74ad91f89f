package dev.descent.support;

import dev.descent.nn.spec.SpecProblems;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;

/** Ranges of values, as the validation annotations declare them, in words that carry the limit and the actual value. */
final class Constraints {

    private final SpecProblems problems;

    Constraints(SpecProblems problems) {
        this.problems = problems;
    }

    void check(Object value, Annotation[] constraints, String pointer, String code) {
        var violations = Arrays.stream(constraints).filter(c -> !(c instanceof Pattern)).map(c -> violation(value, c)).filter(Objects::nonNull).toList();
        violations.forEach(violation -> problems.add(pointer, code, violation));
        if (violations.isEmpty()) {
            // Only now: an expression may take long over a text that is longer than it should be.
            Arrays.stream(constraints).filter(Pattern.class::isInstance).map(c -> violation(value, c)).filter(Objects::nonNull)
                    .forEach(violation -> problems.add(pointer, code, violation));
        }
    }

    private static String violation(Object value, Annotation constraint) {
        return switch (constraint) {
            case Min min -> least(value, BigDecimal.valueOf(min.value()), true);
            case Max max -> most(value, BigDecimal.valueOf(max.value()), true);
            case DecimalMin min -> least(value, new BigDecimal(min.value()), min.inclusive());
            case DecimalMax max -> most(value, new BigDecimal(max.value()), max.inclusive());
            case Positive _ -> least(value, BigDecimal.ZERO, false);
            case PositiveOrZero _ -> least(value, BigDecimal.ZERO, true);
            case Size size -> size(value, size.min(), size.max());
            case NotEmpty _ -> size(value, 1, Integer.MAX_VALUE);
            case NotBlank _ -> ((String) value).isBlank() ? "must not be blank" : null;
            case Pattern pattern -> ((String) value).matches(pattern.regexp()) ? null : mismatch(pattern);
            default -> null;
        };
    }

    private static String least(Object value, BigDecimal bound, boolean inclusive) {
        var order = new BigDecimal(value.toString()).compareTo(bound);
        return order > 0 || inclusive && order == 0 ? null
                : "must be " + (inclusive ? "at least " : "greater than ") + bound.toPlainString() + was(value);
    }

    private static String most(Object value, BigDecimal bound, boolean inclusive) {
        var order = new BigDecimal(value.toString()).compareTo(bound);
        return order < 0 || inclusive && order == 0 ? null
                : "must be " + (inclusive ? "at most " : "less than ") + bound.toPlainString() + was(value);
    }

    private static String size(Object value, int min, int max) {
        return switch (value) {
            case String text -> size(text.codePointCount(0, text.length()), min, max, "character");
            case Collection<?> list -> size(list.size(), min, max, "element");
            case Map<?, ?> map -> size(map.size(), min, max, "member");
            default -> null;
        };
    }

    private static String size(int actual, int min, int max, String what) {
        if (actual < min) {
            return "must have at least " + min + " " + what + (min == 1 ? "" : "s") + was(actual);
        }
        return actual > max ? "must have at most " + max + " " + what + (max == 1 ? "" : "s") + was(actual) : null;
    }

    /** A message in braces is the key of a default text: then the expression itself says more. */
    private static String mismatch(Pattern pattern) {
        return pattern.message().startsWith("{") ? "must match " + pattern.regexp() : pattern.message();
    }

    private static String was(Object value) {
        return " (was " + value + ")";
    }
}
