package dev.descent.dataset;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;

/**
 * How numbers lie between the lowest and the highest one.
 *
 * @param counts of bins of equal width; the highest number belongs to the last one
 */
@Schema(name = "Histogram")
public record Histogram(double low, double high, List<Integer> counts) {

    static final int BINS = 16;

    /** Null without a number. */
    static Histogram of(List<Double> numbers) {
        if (numbers.isEmpty()) {
            return null;
        }
        double low = numbers.stream().mapToDouble(Double::doubleValue).min().getAsDouble();
        double high = numbers.stream().mapToDouble(Double::doubleValue).max().getAsDouble();
        int[] counts = new int[BINS];
        numbers.forEach(number -> counts[bin(number, low, high)]++);
        return new Histogram(low, high, Arrays.stream(counts).boxed().toList());
    }

    /** Halves, since the width between the largest doubles is none. */
    private static int bin(double number, double low, double high) {
        return high > low ? Math.min(BINS - 1, (int) ((number / 2 - low / 2) / (high / 2 - low / 2) * BINS)) : 0;
    }
}
