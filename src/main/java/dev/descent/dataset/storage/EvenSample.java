package dev.descent.dataset.storage;

import java.util.Arrays;

/** Every n-th of the values that come along, n doubling whenever there are too many: the same values always give the same sample. */
final class EvenSample {

    private final double[] kept;
    private int size;
    private long every = 1;
    private long skipped;

    EvenSample(int most) {
        this.kept = new double[most];
    }

    /** NaN is none of the values. */
    void add(double[] values, int count) {
        for (int i = 0; i < count; i++) {
            if (values[i] == values[i] && ++skipped == every) {
                skipped = 0;
                keep(values[i]);
            }
        }
    }

    private void keep(double value) {
        kept[size++] = value;
        if (size == kept.length) {
            thin();
        }
    }

    double[] sorted() {
        var values = Arrays.copyOf(kept, size);
        Arrays.sort(values);
        return values;
    }

    private void thin() {
        size /= 2;
        for (int i = 0; i < size; i++) {
            kept[i] = kept[2 * i + 1];
        }
        every *= 2;
    }
}
