package dev.descent.dataset.storage;

import dev.descent.dataset.format.ColumnPlan;

/** The values of one column on their way to storage: buffered for one chunk, then digested, counted and encoded. */
sealed interface ColumnWriter permits NumericWriter, CategoricalWriter {

    void number(int row, double value);

    void text(int row, char[] buffer, int offset, int length);

    /** The first {@code count} rows of the buffer as a chunk; afterwards the buffer is empty. */
    byte[] flush(int count);

    byte[] digest();

    static ColumnWriter of(ColumnPlan plan, int chunkRows, char decimal, Dictionary.Budget budget) {
        return switch (plan.type()) {
            case NUMERIC -> new NumericWriter(plan.name(), chunkRows, decimal);
            case CATEGORICAL -> new CategoricalWriter(plan.name(), chunkRows, budget);
        };
    }

    static int grown(int length, int needed, int most) {
        return Math.min(most, Math.max(needed, length * 2));
    }
}
