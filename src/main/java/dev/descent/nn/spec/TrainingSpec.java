package dev.descent.nn.spec;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.descent.nn.data.PreprocessingSpec;
import dev.descent.nn.loss.Loss;
import dev.descent.nn.loss.Metric;
import dev.descent.nn.optimizer.Optimizer;
import dev.descent.nn.schedule.LearningRate;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * How a model is trained on a dataset. As asked for, any member may be null; as resolved against model and data
 * ({@link SpecResolver}) all defaults are written out, and what is null is off.
 */
public record TrainingSpec(
        Task task,
        @Size(min = 1, max = 16_384) List<String> features,
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Size(min = 1, max = 16_384) List<String> target,
        PreprocessingSpec preprocessing,
        Loss loss,
        Optimizer optimizer,
        LearningRate schedule,
        Regularization regularization,
        GradientClip gradientClip,
        @Min(1) @Max(10_000_000) Integer epochs,
        @Min(1) @Max(1_000_000_000) Integer batchSize,
        Boolean shuffle,
        Validation validation,
        EarlyStopping earlyStopping,
        Stopping stopping,
        CheckpointPolicy checkpoint,
        Threads threads,
        Long seed) {

    /** The metric by which the epochs of a resolved training are ranked: early stopping's, else the validation loss, else the training loss. */
    public Metric ranking() {
        if (earlyStopping != null) {
            return earlyStopping.metric();
        }
        return validation == null ? Metric.TRAIN_LOSS : Metric.VAL_LOSS;
    }
}
