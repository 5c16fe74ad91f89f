package dev.descent.nn.schedule;

import com.fasterxml.jackson.annotation.JsonTypeName;

/** η₀ throughout. */
@JsonTypeName("constant")
public record Constant() implements LearningRate {

    @Override
    public double at(double initial, long epoch, long step, long stepsPerEpoch, int plateaus) {
        return initial;
    }
}
