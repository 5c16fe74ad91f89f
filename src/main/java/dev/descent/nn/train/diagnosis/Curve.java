package dev.descent.nn.train.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Epochs of a training, ascending: all of a short one, those of {@link #epochs} of a long one.
 *
 * @param points may be empty
 */
public record Curve(List<Point> points) {

    /** Epochs without a gap at the end of a curve, which show how steadily it runs. */
    private static final int TAIL = 32;
    private static final int HEAD = 8;
    private static final int BETWEEN = 192;
    /** Epochs over which the end is averaged: one epoch may be a lucky one. */
    private static final int END = 10;

    /**
     * One finished epoch.
     *
     * @param valLoss null without validation
     * @param metrics by name
     */
    public record Point(int epoch, double trainLoss, Double valLoss, Map<String, Double> metrics, double learningRate, double gradientNorm) {}

    /**
     * At most 233 epochs that show the shape of a curve, ascending.
     *
     * @param before epochs before the first of the curve
     * @param last   epoch
     * @param best   an epoch to keep; 0 for none
     */
    public static List<Integer> epochs(int before, int last, int best) {
        int count = last - before;
        var kept = IntStream.concat(IntStream.rangeClosed(1, HEAD), IntStream.rangeClosed(1, BETWEEN).map(i -> (int) ((long) count * i / BETWEEN)));
        var all = IntStream.concat(IntStream.concat(kept, IntStream.rangeClosed(count - TAIL + 1, count)), IntStream.of(best - before));
        return all.filter(i -> i >= 1 && i <= count).map(i -> before + i).sorted().distinct().boxed().toList();
    }

    Point first() {
        return points.getFirst();
    }

    Point last() {
        return points.getLast();
    }

    /** Epochs from the first to the last. */
    int length() {
        return points.isEmpty() ? 0 : last().epoch() - first().epoch() + 1;
    }

    boolean hasValidation() {
        return !points.isEmpty() && last().valLoss() != null;
    }

    /** The last epochs, without a gap. */
    List<Point> tail() {
        return points.stream().filter(point -> point.epoch() > last().epoch() - TAIL).toList();
    }

    /** The last epochs that stand for the end: a quarter of a short curve. */
    List<Point> end() {
        int count = Math.clamp(length() / 4, 1, END);
        return points.stream().filter(point -> point.epoch() > last().epoch() - count).toList();
    }

    double endTrainLoss() {
        return mean(end(), Point::trainLoss);
    }

    double endValLoss() {
        return mean(end(), Point::valLoss);
    }

    Point lowest(ToDoubleFunction<Point> figure) {
        return points.stream().min(Comparator.comparingDouble(figure)).orElseThrow();
    }

    /** The last point up to this share of the epochs. */
    Point at(double share) {
        return upTo(share).reduce(first(), (_, later) -> later);
    }

    /** Points up to this share of the epochs. */
    Stream<Point> upTo(double share) {
        return points.stream().filter(point -> point.epoch() < first().epoch() + share * length());
    }

    /** Points after this share of the epochs. */
    Stream<Point> after(double share) {
        return points.stream().filter(point -> point.epoch() >= first().epoch() + share * length());
    }

    static double mean(List<Point> points, ToDoubleFunction<Point> figure) {
        return points.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    static double std(List<Point> points, ToDoubleFunction<Point> figure) {
        double mean = mean(points, figure);
        return Math.sqrt(points.stream().mapToDouble(figure).map(value -> (value - mean) * (value - mean)).average().orElse(0));
    }
}
