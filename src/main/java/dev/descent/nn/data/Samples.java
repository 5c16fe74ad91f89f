package dev.descent.nn.data;

/**
 * Rows ready for the network, row-major.
 *
 * @param features [rows, featureWidth]
 * @param targets  [rows, targetWidth]
 */
public record Samples(int rows, float[] features, int featureWidth, float[] targets, int targetWidth) {

    /** Copies the rows {@code order[from … from+count−1]} into the buffers of a batch. */
    public void gather(int[] order, int from, int count, float[] batchFeatures, float[] batchTargets) {
        for (int i = 0; i < count; i++) {
            int row = order[from + i];
            System.arraycopy(features, row * featureWidth, batchFeatures, i * featureWidth, featureWidth);
            System.arraycopy(targets, row * targetWidth, batchTargets, i * targetWidth, targetWidth);
        }
    }

    /** Copies {@code count} rows from row {@code from} on. */
    public void copy(int from, int count, float[] batchFeatures, float[] batchTargets) {
        System.arraycopy(features, from * featureWidth, batchFeatures, 0, count * featureWidth);
        System.arraycopy(targets, from * targetWidth, batchTargets, 0, count * targetWidth);
    }
}
