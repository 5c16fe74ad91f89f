package dev.descent.nn.train;

import dev.descent.nn.kernel.CounterRandom;
import dev.descent.nn.kernel.Kernels;
import dev.descent.nn.kernel.Parallel;
import dev.descent.nn.spec.ModelSpec;
import dev.descent.nn.spec.TrainingSpec;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The learning-rate range test (Smith, Cyclical Learning Rates for Training Neural Networks, 2017): a short training whose rate grows
 * with every mini-batch, by the same factor each time, until the loss explodes. The losses are smoothed, and a tenth of the rate at
 * which the smoothed loss was lowest is suggested: there it still falls, at the lowest point it no longer does (the rule of fastai's
 * learning-rate finder).
 */
public final class RateTest {

    /** Exponential smoothing as in fastai's finder, for fewer steps than it takes. */
    private static final double SMOOTHING = 0.9;
    /** A smoothed loss this many times the lowest one does not come down again (the same finder). */
    private static final double EXPLODED = 4;
    /** Less than this is the difference between one batch and the next. */
    private static final double FALL = 0.02;

    private final ModelSpec model;
    private final TrainingSpec spec;
    private final TrainingData data;

    /**
     * @param model resolved
     * @param spec  resolved; its own learning rate and schedule take no part
     */
    public RateTest(ModelSpec model, TrainingSpec spec, TrainingData data) {
        this.model = model;
        this.spec = spec;
        this.data = data;
    }

    /** @param loss of the mini-batch before its update; the first that is not finite ends the test */
    @Schema(name = "LearningRatePoint")
    public record Point(double learningRate, double loss, double smoothedLoss) {}

    /** Each step trains one mini-batch, in the order in which a run takes them; the same seed gives the same points. */
    public List<Point> run(double from, double to, int steps) {
        var points = new ArrayList<Point>();
        int rows = data.training().rows();
        int batches = Math.ceilDiv(rows, spec.batchSize());
        int[] order = rows <= spec.batchSize() ? null : new int[rows];
        var step = step();
        double smoothed = 0;
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < steps; i++) {
            if (i % batches == 0) {
                Trainer.arrange(order, spec, 1 + i / batches);
            }
            int first = i % batches * spec.batchSize();
            double rate = from * StrictMath.pow(to / from, steps == 1 ? 0 : i / (steps - 1.0));
            double loss = step.run(data.training(), order, first, Math.min(spec.batchSize(), rows - first), i, rate, true);
            smoothed = SMOOTHING * smoothed + (1 - SMOOTHING) * loss;
            // Without the correction the first averages would lean towards 0.
            double corrected = smoothed / (1 - StrictMath.pow(SMOOTHING, i + 1));
            points.add(new Point(rate, loss, corrected));
            lowest = Math.min(lowest, corrected);
            if (!Double.isFinite(loss) || corrected > EXPLODED * lowest) {
                break;
            }
        }
        return List.copyOf(points);
    }

    /** The point with the lowest smoothed loss, if that is lower than the first; a tenth of its rate is the suggestion. */
    public static Optional<Point> lowest(List<Point> points) {
        return points.stream().filter(point -> Double.isFinite(point.smoothedLoss())).min(Comparator.comparingDouble(Point::smoothedLoss))
                .filter(point -> point.smoothedLoss() < (1 - FALL) * points.getFirst().smoothedLoss());
    }

    private TrainingStep step() {
        var lowered = Model.of(model, spec);
        var parameters = new Parameters(lowered.checked());
        parameters.initialize(spec.seed());
        return new TrainingStep(Kernels.best(), lowered, spec, parameters, new Parallel(1));
    }
}
