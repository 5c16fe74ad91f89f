package dev.descent.nn.schedule;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.descent.nn.loss.Metric;
import java.util.Optional;

/** How the learning rate moves while a run goes on. A function of the position alone, so there is nothing to save or lose. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface LearningRate permits Constant, Step, Exponential, Cosine, LinearWarmup, Plateau {

    /**
     * η of one mini-batch step.
     *
     * @param initial       η₀, the optimizer's own rate
     * @param epoch         from 0
     * @param step          mini-batch step of the run, from 0
     * @param stepsPerEpoch mini-batches of one epoch
     * @param plateaus      how often the watched metric has stood still so far
     */
    double at(double initial, long epoch, long step, long stepsPerEpoch, int plateaus);

    /** This schedule with the defaults that depend on the run written out. */
    default LearningRate resolved(int epochs, Metric metric) {
        return this;
    }

    /** The part of this schedule that watches a metric; empty for most. */
    default Optional<Plateau> plateau() {
        return Optional.empty();
    }

    /** Mini-batch steps before the part that {@link #plateau} speaks of is in force. */
    default long warmupSteps() {
        return 0;
    }
}
