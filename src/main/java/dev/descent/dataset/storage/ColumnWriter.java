package dev.descent.dataset.storage;

import dev.descent.dataset.format.ColumnPlan;

/**
 * The values of one column on their way to storage: buffered for one chunk, then digested, counted and encoded. While one thread does that with what
 * {@link #turn} put aside, another one fills the next buffer.
 */
sealed interface ColumnWriter permits NumericWriter, CategoricalWriter {

    void number(int row, double value);

    void text(int row, char[] buffer, int offset, int length);

    /** Text in UTF-8. */
    void utf8(int row, byte[] buffer, int offset, int length);

    /** Puts the first {@code count} rows of the buffer aside; afterwards the buffer is empty. What was put aside before must be flushed by then. */
    void turn(int count);

    /** What was put aside, as a chunk. */
    byte[] flush(ChunkEncoder encoder);

    byte[] digest();

    /** @param sampled values of a numeric column that are kept as a sample of it */
    static ColumnWriter of(ColumnPlan plan, int chunkRows, char decimal, Dictionary.Budget budget, int sampled) {
        return switch (plan.type()) {
            case NUMERIC -> new NumericWriter(plan.name(), chunkRows, decimal, sampled);
            case CATEGORICAL -> new CategoricalWriter(plan.name(), chunkRows, budget);
        };
    }

    static int grown(int length, int needed, int most) {
        return Math.min(most, Math.max(needed, length * 2));
    }
}
