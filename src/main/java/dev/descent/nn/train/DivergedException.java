package dev.descent.nn.train;

import java.util.Optional;

/** A loss or a weight is not finite; going on would teach nothing. */
public final class DivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int epoch;
    private final int batch;
    private final transient ModelState best;

    /**
     * @param epoch from 1
     * @param batch from 1, within the epoch
     * @param best  the best weights of the epochs before, null if there are none
     */
    DivergedException(String what, int epoch, int batch, ModelState best) {
        super(what + " is not finite in epoch " + epoch + ", batch " + batch
                + ": try a lower learning rate, standardized features or gradientClip");
        this.epoch = epoch;
        this.batch = batch;
        this.best = best;
    }

    public int epoch() {
        return epoch;
    }

    public int batch() {
        return batch;
    }

    public Optional<ModelState> best() {
        return Optional.ofNullable(best);
    }
}
