package dev.descent.nn.data;

import dev.descent.nn.kernel.Kernels;

/**
 * Rows ready for the network.
 *
 * @param features [rows, featureWidth]
 * @param targets  [rows, targetWidth]; the features themselves where these are what is learned
 */
public record Samples(Rows features, Rows targets) {

    public int rows() {
        return features.rows();
    }

    /** Puts features and targets of a batch into panels, see {@link Rows#gather}. */
    public void gather(Kernels kernels, int[] order, int from, int rowFrom, int rowTo, float[] batchFeatures, float[] batchTargets, int height) {
        features.gather(kernels, order, from, rowFrom, rowTo, batchFeatures, height);
        targets.gather(kernels, order, from, rowFrom, rowTo, batchTargets, height);
    }
}
