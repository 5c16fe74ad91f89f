package dev.descent.nn.train;

import dev.descent.nn.augmentation.Augmentation;
import dev.descent.nn.kernel.CounterRandom;
import dev.descent.nn.kernel.Panels;
import java.util.List;

/** Changes the rows of a batch in its panels, one after the other. */
final class Augmenter {

    private final List<Augmentation> augmentations;
    private final List<Integer> dims;
    /** One for each part. */
    private final float[][] rows;
    private final float[][] spares;

    /** @param dims of a row. @param parts that work at the same time */
    Augmenter(List<Augmentation> augmentations, List<Integer> dims, int parts) {
        this.augmentations = augmentations;
        this.dims = dims;
        int width = dims.stream().reduce(1, Math::multiplyExact);
        this.rows = new float[parts][width];
        this.spares = new float[parts][width];
    }

    /** The rows [from, to) of the panels. */
    void apply(int part, float[] panels, int height, int from, int to, long seed, long step) {
        long stepKey = CounterRandom.key(seed, CounterRandom.Purpose.AUGMENTATION, step);
        float[] row = rows[part];
        for (int r = from; r < to; r++) {
            for (int at = 0; at < row.length; at += Panels.WIDTH) {
                System.arraycopy(panels, Panels.index(height, r, at), row, at, Math.min(Panels.WIDTH, row.length - at));
            }
            long rowKey = CounterRandom.bits(stepKey, r);
            for (int i = 0; i < augmentations.size(); i++) {
                augmentations.get(i).apply(row, spares[part], dims, CounterRandom.bits(rowKey, i));
            }
            for (int at = 0; at < row.length; at += Panels.WIDTH) {
                System.arraycopy(row, at, panels, Panels.index(height, r, at), Math.min(Panels.WIDTH, row.length - at));
            }
        }
    }
}
