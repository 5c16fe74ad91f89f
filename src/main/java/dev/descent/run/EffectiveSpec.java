package dev.descent.run;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.descent.nn.spec.ModelSpec;
import dev.descent.nn.spec.TrainingSpec;
import dev.descent.nn.spec.Validation;

/** What a run really trains: the dataset's id, the whole network, every default written out; what is null is off. */
public record EffectiveSpec(String dataset, ModelSpec model, @JsonUnwrapped TrainingSpec training) {

    /** Read back from JSON an absent validation is {@link Validation#NONE}; the core knows it as null. */
    public TrainingSpec resolved() {
        return Validation.NONE.equals(training.validation()) ? withValidation(training, null) : training;
    }

    static TrainingSpec withValidation(TrainingSpec t, Validation validation) {
        return new TrainingSpec(t.task(), t.features(), t.target(), t.preprocessing(), t.loss(), t.optimizer(), t.schedule(), t.regularization(),
                t.gradientClip(), t.epochs(), t.batchSize(), t.shuffle(), validation, t.earlyStopping(), t.stopping(), t.checkpoint(), t.threads(), t.seed());
    }
}
