package dev.descent.nn.train;

/**
 * How a training ended.
 *
 * @param reason     why
 * @param checkpoint the whole state at the end; {@code checkpoint.best()} holds the best weights
 */
public record TrainingOutcome(Reason reason, Checkpoint checkpoint) {

    public enum Reason {
        MAX_EPOCHS,
        EARLY_STOPPED,
        TARGET_REACHED,
        CONVERGED,
        MAX_RUNTIME,
        /** the stop signal asked for it: the training can be continued from the checkpoint with equal bits */
        STOPPED
    }
}
