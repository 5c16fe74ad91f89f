package dev.descent.nn.data;

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

    /** Copies the rows {@code order[from … from+count−1]} into the buffers of a batch. */
    public void gather(int[] order, int from, int count, float[] batchFeatures, float[] batchTargets) {
        features.gather(order, from, count, batchFeatures);
        targets.gather(order, from, count, batchTargets);
    }

    /** Copies {@code count} rows from row {@code from} on. */
    public void copy(int from, int count, float[] batchFeatures, float[] batchTargets) {
        features.copy(from, count, batchFeatures);
        targets.copy(from, count, batchTargets);
    }
}
