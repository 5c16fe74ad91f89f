package dev.descent.prediction;

import dev.descent.nn.train.Predictions;

/** @param probabilities whether the values of a model that does not classify are probabilities */
public record Predicted(CheckpointName checkpoint, Predictions predictions, boolean probabilities) {

    public boolean classifies() {
        return predictions.labels() != null;
    }
}
