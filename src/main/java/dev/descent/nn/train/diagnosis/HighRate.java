package dev.descent.nn.train.diagnosis;

import dev.descent.nn.train.diagnosis.Curve.Point;
import dev.descent.nn.train.diagnosis.Finding.Code;
import java.util.List;
import java.util.stream.IntStream;

/** Steps that are too long: the training loss swings from epoch to epoch, or rises. */
record HighRate() implements Check {

    private static final int FEWEST_EPOCHS = 8;
    /** Of a noisy but steady loss, epoch by epoch, two thirds of the differences change sign; a swinging one changes it as often or more. */
    private static final double TURNS = 0.5;
    /** The noise of batches averages out over an epoch to some per cent of the loss. */
    private static final double SWING = 0.15;
    private static final double RISE = 1.5;
    /** Of the loss of a guess: below, neither swings nor rises do harm. */
    private static final double RELEVANT = 0.1;

    @Override
    public List<Finding> findings(Recorded recorded) {
        var curve = recorded.curve();
        if (curve.length() < FEWEST_EPOCHS || !(Curve.mean(curve.tail(), Point::trainLoss) > RELEVANT * new Guess(recorded).scale())) {
            return List.of();
        }
        var tail = curve.tail();
        double swing = swing(tail);
        if (turns(tail) >= TURNS && swing > SWING) {
            return List.of(finding(recorded, 3, "The training loss swings by " + Text.percent(swing) + " from epoch to epoch and turned "
                    + Math.round(turns(tail) * (tail.size() - 2)) + " times in the last " + tail.size() + " epochs at a learning rate of " + Text.of(curve.last().learningRate()) + "."));
        }
        var lowest = curve.lowest(Point::trainLoss);
        if (curve.endTrainLoss() > RISE * lowest.trainLoss()) {
            return List.of(finding(recorded, 10, "The training loss has risen from " + Text.of(lowest.trainLoss()) + " in epoch " + lowest.epoch() + " to "
                    + Text.of(curve.endTrainLoss()) + " by epoch " + curve.last().epoch() + " at a learning rate of " + Text.of(curve.last().learningRate()) + "."));
        }
        return List.of();
    }

    private static Finding finding(Recorded recorded, double by, String evidence) {
        return new Finding(Code.LEARNING_RATE_TOO_HIGH, evidence, "Lower the learning rate, or let a schedule lower it; larger batches make steps steadier.", recorded.withRate(1 / by));
    }

    /** Mean change from epoch to epoch as a share of the mean loss. */
    private static double swing(List<Point> points) {
        return IntStream.range(1, points.size()).mapToDouble(i -> Math.abs(points.get(i).trainLoss() - points.get(i - 1).trainLoss())).average().orElse(0)
                / Curve.mean(points, Point::trainLoss);
    }

    /** Share of the epochs at which the loss turns from rising to falling or back. */
    private static double turns(List<Point> points) {
        return IntStream.range(2, points.size())
                .filter(i -> (points.get(i).trainLoss() - points.get(i - 1).trainLoss()) * (points.get(i - 1).trainLoss() - points.get(i - 2).trainLoss()) < 0)
                .count() / Math.max(1.0, points.size() - 2);
    }
}
