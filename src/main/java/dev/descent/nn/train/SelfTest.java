package dev.descent.nn.train;

import dev.descent.nn.kernel.Finish;
import dev.descent.nn.kernel.Kernels;
import dev.descent.nn.kernel.Panels;
import java.util.Arrays;

/** Finds out whether the matrix product runs as it should: a kernel that the JVM did not compile gives right results, very late. */
public final class SelfTest {

    private static final int ROWS = 64;
    private static final int INNER = 192;
    private static final int COLUMNS = 64;
    private static final int ROUNDS = 300;

    private final float[] x = filled(Panels.size(ROWS, INNER));
    private final float[] w = filled(Panels.size(INNER, COLUMNS));
    private final float[] bias = new float[Panels.size(COLUMNS)];
    private final float[] y = new float[Panels.size(ROWS, COLUMNS)];

    /**
     * Speed of a product that fits into the cache, as a multiple of the speed of a plain loop of as many multiply-adds: the loop
     * loads and stores a sum for each of them, the product keeps it in a register. Takes some milliseconds once both are compiled.
     */
    public double run() {
        var kernels = Kernels.best();
        long product = Long.MAX_VALUE;
        long loop = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long began = System.nanoTime();
            kernels.product(x, w, bias, y, ROWS, 0, ROWS, INNER, COLUMNS, Finish.NOTHING);
            long between = System.nanoTime();
            for (int k = 0; k < INNER; k++) {
                addScaled(0.001f, x, y);
            }
            product = Math.min(product, between - began);
            loop = Math.min(loop, System.nanoTime() - between);
        }
        return (double) loop / product;
    }

    private static void addScaled(float factor, float[] x, float[] y) {
        for (int i = 0; i < ROWS * COLUMNS; i++) {
            y[i] = Math.fma(factor, x[i], y[i]);
        }
    }

    private static float[] filled(int size) {
        float[] values = new float[size];
        Arrays.fill(values, 0.01f);
        return values;
    }
}
