package dev.descent.nn.train;

/** Asked once before every mini-batch, and now and then during a long validation, so it must be cheap. */
@FunctionalInterface
public interface StopSignal {

    enum Request {
        CONTINUE,
        /** hand a checkpoint to the listener and go on */
        CHECKPOINT,
        /** return at once with a checkpoint: cancelled, paused or released, which is for the caller to know */
        STOP
    }

    Request request();

    /** Whether as many cores as a run with optional threads would take are free for it now. */
    default boolean hasIdleCores(int threads) {
        return true;
    }
}
