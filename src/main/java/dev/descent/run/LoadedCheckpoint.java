package dev.descent.run;

import dev.descent.nn.spec.ModelSpec;
import dev.descent.nn.spec.TrainingSpec;
import dev.descent.nn.train.Checkpoint;

/**
 * A stored state with what is needed to use it.
 *
 * @param spec  as resolved
 * @param view  the very state that was loaded
 */
public record LoadedCheckpoint(ModelSpec model, TrainingSpec spec, Checkpoint checkpoint, CheckpointView view) {}
