package dev.descent.nn.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The matrix products on SIMD registers, with the bits of {@link ScalarKernels}: vectors lie across columns and each element
 * keeps its one chain of fused multiply-adds, so neither the lane width nor the blocking can be seen in a result. What has no
 * twin here runs as the scalar kernel does.
 */
final class VectorKernels extends ScalarKernels {

    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    private static final int ROWS = 8;

    @Override
    public void product(float[] a, float[] b, float[] c, int rows, int inner, int columns) {
        int r = 0;
        for (; r + ROWS <= rows; r += ROWS) {
            int j = 0;
            for (; j + 2 * LANES <= columns; j += 2 * LANES) {
                tile(a, r * inner, inner, 1, b, j, c, r * columns + j, inner, columns);
            }
            for (; j + LANES <= columns; j += LANES) {
                narrowTile(a, r * inner, inner, 1, b, j, c, r * columns + j, inner, columns);
            }
            scalarProduct(a, r * inner, inner, 1, b, c, r * columns, ROWS, inner, columns, j);
        }
        scalarProduct(a, r * inner, inner, 1, b, c, r * columns, rows - r, inner, columns, 0);
    }

    @Override
    public void transposedProduct(float[] a, float[] b, float[] c, int rows, int m, int n) {
        int i = 0;
        for (; i + ROWS <= m; i += ROWS) {
            int j = 0;
            for (; j + 2 * LANES <= n; j += 2 * LANES) {
                tile(a, i, 1, m, b, j, c, i * n + j, rows, n);
            }
            for (; j + LANES <= n; j += LANES) {
                narrowTile(a, i, 1, m, b, j, c, i * n + j, rows, n);
            }
            scalarProduct(a, i, 1, m, b, c, i * n, ROWS, rows, n, j);
        }
        scalarProduct(a, i, 1, m, b, c, i * n, m - i, rows, n, 0);
    }

    @Override
    public void add(float[] a, float[] b, float[] out, int from, int to) {
        int bound = bound(from, to);
        VectorElementwise.add(a, b, out, from, bound);
        super.add(a, b, out, bound, to);
    }

    @Override
    public void addScaled(float[] theta, float[] x, float factor, int from, int to) {
        int bound = bound(from, to);
        VectorElementwise.addScaled(theta, x, factor, from, bound);
        super.addScaled(theta, x, factor, bound, to);
    }

    @Override
    public void scale(float[] theta, float factor, int from, int to) {
        int bound = bound(from, to);
        VectorElementwise.scale(theta, factor, from, bound);
        super.scale(theta, factor, bound, to);
    }

    @Override
    public void addSign(float[] gradient, float[] theta, float factor, int from, int to) {
        int bound = bound(from, to);
        VectorElementwise.addSign(gradient, theta, factor, from, bound);
        super.addSign(gradient, theta, factor, bound, to);
    }

    @Override
    public void clip(float[] x, float limit, int from, int to) {
        int bound = bound(from, to);
        VectorElementwise.clip(x, limit, from, bound);
        super.clip(x, limit, bound, to);
    }

    @Override
    public void momentum(float[] theta, float[] g, float[] v, float momentum, float rate, int from, int to) {
        int bound = bound(from, to);
        VectorUpdates.momentum(theta, g, v, momentum, rate, from, bound);
        super.momentum(theta, g, v, momentum, rate, bound, to);
    }

    @Override
    public void adaGrad(float[] theta, float[] g, float[] s, float epsilon, float rate, int from, int to) {
        int bound = bound(from, to);
        VectorUpdates.adaGrad(theta, g, s, epsilon, rate, from, bound);
        super.adaGrad(theta, g, s, epsilon, rate, bound, to);
    }

    @Override
    public void decayedAdaGrad(float[] theta, float[] g, float[] e, float keep, float add, float epsilon, float rate, int from, int to) {
        int bound = bound(from, to);
        VectorUpdates.decayedAdaGrad(theta, g, e, keep, add, epsilon, rate, from, bound);
        super.decayedAdaGrad(theta, g, e, keep, add, epsilon, rate, bound, to);
    }

    @Override
    public void rmsProp(float[] theta, float[] g, float[] e, float keep, float add, float epsilon, float rate, int from, int to) {
        int bound = bound(from, to);
        VectorUpdates.rmsProp(theta, g, e, keep, add, epsilon, rate, from, bound);
        super.rmsProp(theta, g, e, keep, add, epsilon, rate, bound, to);
    }

    @Override
    public void adaDelta(float[] theta, float[] g, float[] e, float[] u, float keep, float add, float epsilon, float rate, int from,
            int to) {
        int bound = bound(from, to);
        VectorUpdates.adaDelta(theta, g, e, u, keep, add, epsilon, rate, from, bound);
        super.adaDelta(theta, g, e, u, keep, add, epsilon, rate, bound, to);
    }

    @Override
    public void adam(float[] theta, float[] g, float[] m, float[] v, float keep1, float add1, float keep2, float add2, float epsilon,
            float rate, int from, int to) {
        int bound = bound(from, to);
        VectorUpdates.adam(theta, g, m, v, keep1, add1, keep2, add2, epsilon, rate, from, bound);
        super.adam(theta, g, m, v, keep1, add1, keep2, add2, epsilon, rate, bound, to);
    }

    @Override
    public boolean isFinite(float[] x, int from, int to) {
        int bound = bound(from, to);
        return VectorElementwise.isFinite(x, from, bound) && super.isFinite(x, bound, to);
    }

    /** Where the last whole vector ends; the scalar twin does the rest. */
    private static int bound(int from, int to) {
        return from + SPECIES.loopBound(to - from);
    }

    /**
     * An 8-row, 2-vector tile of c; a[i,k] stands at {@code aFrom + i·aRow + k·aStep}. Sixteen accumulators keep both fused
     * multiply-add units busy over their latency; named ones, since an array of vectors would live in memory.
     */
    private static void tile(float[] a, int aFrom, int aRow, int aStep, float[] b, int bFrom, float[] c, int cFrom, int inner, int n) {
        var zero = FloatVector.zero(SPECIES);
        FloatVector c00 = zero, c10 = zero, c20 = zero, c30 = zero, c40 = zero, c50 = zero, c60 = zero, c70 = zero;
        FloatVector c01 = zero, c11 = zero, c21 = zero, c31 = zero, c41 = zero, c51 = zero, c61 = zero, c71 = zero;
        for (int k = 0; k < inner; k++) {
            var b0 = FloatVector.fromArray(SPECIES, b, bFrom + k * n);
            var b1 = FloatVector.fromArray(SPECIES, b, bFrom + k * n + LANES);
            int at = aFrom + k * aStep;
            var x = FloatVector.broadcast(SPECIES, a[at]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(SPECIES, a[at + aRow]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(SPECIES, a[at + 2 * aRow]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(SPECIES, a[at + 3 * aRow]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = FloatVector.broadcast(SPECIES, a[at + 4 * aRow]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = FloatVector.broadcast(SPECIES, a[at + 5 * aRow]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            x = FloatVector.broadcast(SPECIES, a[at + 6 * aRow]);
            c60 = x.fma(b0, c60);
            c61 = x.fma(b1, c61);
            x = FloatVector.broadcast(SPECIES, a[at + 7 * aRow]);
            c70 = x.fma(b0, c70);
            c71 = x.fma(b1, c71);
        }
        c00.intoArray(c, cFrom);
        c01.intoArray(c, cFrom + LANES);
        c10.intoArray(c, cFrom + n);
        c11.intoArray(c, cFrom + n + LANES);
        c20.intoArray(c, cFrom + 2 * n);
        c21.intoArray(c, cFrom + 2 * n + LANES);
        c30.intoArray(c, cFrom + 3 * n);
        c31.intoArray(c, cFrom + 3 * n + LANES);
        c40.intoArray(c, cFrom + 4 * n);
        c41.intoArray(c, cFrom + 4 * n + LANES);
        c50.intoArray(c, cFrom + 5 * n);
        c51.intoArray(c, cFrom + 5 * n + LANES);
        c60.intoArray(c, cFrom + 6 * n);
        c61.intoArray(c, cFrom + 6 * n + LANES);
        c70.intoArray(c, cFrom + 7 * n);
        c71.intoArray(c, cFrom + 7 * n + LANES);
    }

    /** The same with one vector, for a last panel that is too narrow for two. */
    private static void narrowTile(float[] a, int aFrom, int aRow, int aStep, float[] b, int bFrom, float[] c, int cFrom, int inner, int n) {
        var zero = FloatVector.zero(SPECIES);
        FloatVector c0 = zero, c1 = zero, c2 = zero, c3 = zero, c4 = zero, c5 = zero, c6 = zero, c7 = zero;
        for (int k = 0; k < inner; k++) {
            var row = FloatVector.fromArray(SPECIES, b, bFrom + k * n);
            int at = aFrom + k * aStep;
            c0 = FloatVector.broadcast(SPECIES, a[at]).fma(row, c0);
            c1 = FloatVector.broadcast(SPECIES, a[at + aRow]).fma(row, c1);
            c2 = FloatVector.broadcast(SPECIES, a[at + 2 * aRow]).fma(row, c2);
            c3 = FloatVector.broadcast(SPECIES, a[at + 3 * aRow]).fma(row, c3);
            c4 = FloatVector.broadcast(SPECIES, a[at + 4 * aRow]).fma(row, c4);
            c5 = FloatVector.broadcast(SPECIES, a[at + 5 * aRow]).fma(row, c5);
            c6 = FloatVector.broadcast(SPECIES, a[at + 6 * aRow]).fma(row, c6);
            c7 = FloatVector.broadcast(SPECIES, a[at + 7 * aRow]).fma(row, c7);
        }
        c0.intoArray(c, cFrom);
        c1.intoArray(c, cFrom + n);
        c2.intoArray(c, cFrom + 2 * n);
        c3.intoArray(c, cFrom + 3 * n);
        c4.intoArray(c, cFrom + 4 * n);
        c5.intoArray(c, cFrom + 5 * n);
        c6.intoArray(c, cFrom + 6 * n);
        c7.intoArray(c, cFrom + 7 * n);
    }
}
