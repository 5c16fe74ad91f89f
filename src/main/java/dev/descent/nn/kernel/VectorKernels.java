package dev.descent.nn.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on SIMD registers, with the bits of {@link ScalarKernels}: vectors lie across columns and each element keeps its
 * one chain of fused multiply-adds, so neither the lane width nor the blocking can be seen in a result. Elementwise kernels take
 * whole vectors here and leave the rest of a range, like what has no twin, to the scalar kernel.
 */
final class VectorKernels extends ScalarKernels {

    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    @Override
    public int bits() {
        return SPECIES.vectorBitSize();
    }

    @Override
    public void product(float[] x, float[] w, float[] bias, float[] y, int height, int rowFrom, int rowTo, int inner, int columns, Finish finish) {
        VectorProducts.product(x, w, bias, y, height, rowFrom, rowTo, inner, columns, finish);
    }

    @Override
    public void transposedProduct(float[] a, float[] b, float[] c, int height, int positions, int rows, Portion portion) {
        VectorProducts.transposedProduct(a, b, c, height, positions, rows, portion);
    }

    @Override
    public void transpose(float[] a, float[] out, int m, int n, Portion portion) {
        VectorReshapes.transpose(a, out, m, n, portion);
    }

    @Override
    void exponentials(float[] z, int zFrom, float max, float[] out, int outFrom) {
        VectorFunctions.exponentials(z, zFrom, max, out, outFrom);
    }

    @Override
    public void load(MemorySegment from, long byteOffset, float[] out, int to) {
        for (int lane = 0; lane < Panels.WIDTH; lane += LANES) {
            FloatVector.fromMemorySegment(SPECIES, from, byteOffset + lane * Float.BYTES, ByteOrder.nativeOrder()).intoArray(out, to + lane);
        }
    }

    @Override
    public void columnSums(float[] x, float[] out, int height, int positions, int rows, int panelFrom, int panelTo) {
        VectorReshapes.columnSums(x, out, height, positions, rows, panelFrom, panelTo);
    }

    @Override
    public void apply(Unary function, float[] x, float[] y, int from, int to) {
        int bound = bound(from, to);
        VectorFormulas.apply(function, x, y, from, bound);
        super.apply(function, x, y, bound, to);
    }

    @Override
    public void combine(Binary function, float[] a, float[] b, float[] out, int from, int to) {
        int bound = bound(from, to);
        VectorFormulas.combine(function, a, b, out, from, bound);
        super.combine(function, a, b, out, bound, to);
    }

    @Override
    public void scaled(float[] x, float factor, float[] y, int from, int to) {
        int bound = bound(from, to);
        VectorFormulas.scaled(x, factor, y, from, bound);
        super.scaled(x, factor, y, bound, to);
    }

    @Override
    public void whereSmaller(float[] a, float[] b, float[] g, float[] out, int from, int to) {
        int bound = bound(from, to);
        VectorFormulas.whereSmaller(a, b, g, out, from, bound);
        super.whereSmaller(a, b, g, out, bound, to);
    }

    @Override
    public void power(float[] x, int n, float[] y, int from, int to) {
        int bound = bound(from, to);
        super.power(x, n, y, VectorFormulas.power(x, n, y, from, bound) ? bound : from, to);
    }

    @Override
    public double sum(float[] x, int from, int to) {
        return VectorReductions.sum(x, from, to);
    }

    @Override
    public void map(Function function, float a, float[] x, float[] y, int from, int to) {
        int bound = bound(from, to);
        VectorFunctions.map(function, a, x, y, from, bound);
        super.map(function, a, x, y, bound, to);
    }

    @Override
    public void mapGradient(Function function, float a, float[] v, float[] dy, float[] dx, int from, int to) {
        int bound = bound(from, to);
        VectorDerivatives.mapGradient(function, a, v, dy, dx, from, bound);
        super.mapGradient(function, a, v, dy, dx, bound, to);
    }

    @Override
    public void pointLossGradient(PointLoss loss, float p, float scale, float[] z, float[] y, float[] dz, int from, int to) {
        int bound = bound(from, to);
        VectorLossGradients.pointLossGradient(loss, p, scale, z, y, dz, from, bound);
        super.pointLossGradient(loss, p, scale, z, y, dz, bound, to);
    }

    @Override
    public double sumOfSquares(float[] x, int from, int to) {
        return VectorReductions.sumOfSquares(x, from, to);
    }

    @Override
    public void columnMeans(float[] x, float[] out, int height, int positions, int rows, int panelFrom, int panelTo) {
        VectorNorms.columnMeans(x, out, height, positions, rows, panelFrom, panelTo);
    }

    @Override
    public void columnVariances(float[] x, float[] means, float[] out, int height, int positions, int rows, int panelFrom, int panelTo) {
        VectorNorms.columnVariances(x, means, out, height, positions, rows, panelFrom, panelTo);
    }

    @Override
    public void columnProducts(float[] a, float[] b, float[] out, int height, int positions, int rows, int panelFrom, int panelTo) {
        VectorNorms.columnProducts(a, b, out, height, positions, rows, panelFrom, panelTo);
    }

    @Override
    public void scaleColumns(float[] x, float[] scale, float[] y, int height, int from, int to) {
        VectorNorms.scaleColumns(x, scale, y, height, from, to);
    }

    @Override
    public void affineColumns(float[] x, float[] scale, float[] shift, float[] y, int height, int from, int to) {
        VectorNorms.affineColumns(x, scale, shift, y, height, from, to);
    }

    @Override
    public void normalizeColumns(float[] x, float[] mean, float[] variance, float epsilon, float[] y, int height, int from, int to) {
        VectorNorms.normalizeColumns(x, mean, variance, epsilon, y, height, from, to);
    }

    @Override
    public void normalizeColumnsGradient(float[] y, float[] dy, float[] variance, float[] sums, float[] products, float epsilon, float share,
            float[] dx, int height, int from, int to) {
        VectorNorms.normalizeColumnsGradient(y, dy, variance, sums, products, epsilon, share, dx, height, from, to);
    }

    @Override
    public void normalizeRows(float[] x, float epsilon, float[] y, int height, int rowFrom, int rowTo, int n) {
        VectorNorms.normalizeRows(x, epsilon, y, height, rowFrom, rowTo, n);
    }

    @Override
    public void normalizeRowsGradient(float[] x, float[] dy, float epsilon, float[] dx, int height, int rowFrom, int rowTo, int n) {
        VectorNorms.normalizeRowsGradient(x, dy, epsilon, dx, height, rowFrom, rowTo, n);
    }

    @Override
    public void average(float[] running, float[] batch, float keep, float add, float[] out, int from, int to) {
        int bound = bound(from, to);
        VectorNorms.average(running, batch, keep, add, out, from, bound);
        super.average(running, batch, keep, add, out, bound, to);
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
        return VectorReductions.isFinite(x, from, bound) && super.isFinite(x, bound, to);
    }

    /** Where the last whole vector ends; the scalar twin does the rest. */
    private static int bound(int from, int to) {
        return from + SPECIES.loopBound(to - from);
    }

    @Override
    public void linkedProduct(float[] x, int xHeight, float[] w, int wHeight, float[] bias, float[] y, int yHeight, Links links, int block, int rowFrom,
            int rowTo, int inner, int columns, int[] scratch, Finish finish) {
        VectorWindows.linkedProduct(x, xHeight, w, wHeight, bias, y, yHeight, links, block, rowFrom, rowTo, inner, columns, scratch, finish);
    }

    @Override
    public void linkedTransposedProduct(float[] a, int aHeight, float[] b, int bHeight, float[] c, int cHeight, Links links, int block, int rows, int inner,
            int columns, int unitFrom, int unitTo, float[] scratch) {
        VectorProducts.linkedTransposedProduct(a, aHeight, b, bHeight, c, cHeight, links, block, rows, inner, columns, unitFrom, unitTo, scratch);
    }

    @Override
    public void addProduct(float[] x, int xFrom, int xPanel, float[] w, int wHeight, float[] y, int yFrom, int yPanel, int rows, int inner, int columns) {
        VectorProducts.addProduct(x, xFrom, xPanel, w, wHeight, y, yFrom, yPanel, rows, inner, columns);
    }

    @Override
    public void linkedMaximaGradient(float[] x, float[] y, float[] dy, float[] dx, int xHeight, int yHeight, Links links, int block, int rowFrom, int rowTo,
            int panels) {
        VectorWindows.linkedMaximaGradient(x, y, dy, dx, xHeight, yHeight, links, block, rowFrom, rowTo, panels);
    }

    @Override
    public void patches(float[] x, int[] places, boolean[] inside, float[] y, int positions, int block, int rowFrom, int rowTo, int width) {
        VectorWindows.patches(x, places, inside, y, positions, block, rowFrom, rowTo, width);
    }

    @Override
    public void lstmCell(float[] s, int i, int f, int g, int before, int c, int h, int n) {
        VectorCells.lstm(s, i, f, g, before, c, h, n);
    }

    @Override
    public void lstmCellGradient(float[] s, int i, int f, int g, int o, int before, float[] curved, float[] dh, float[] dc, int at, float[] d, int di, int df, int dg, int dO, int n) {
        VectorCells.lstmGradient(s, i, f, g, o, before, curved, dh, dc, at, d, di, df, dg, dO, n);
    }

    @Override
    public void gruCell(float[] s, int z, int candidate, int before, int h, int n) {
        VectorCells.gru(s, z, candidate, before, h, n);
    }

    @Override
    public void gruCellGradient(float[] s, int r, int z, int q, int candidate, int before, float[] dh, int at, float[] d, int dr, int dz, int dq, int dn, int n) {
        VectorCells.gruGradient(s, r, z, q, candidate, before, dh, at, d, dr, dz, dq, dn, n);
    }

    @Override
    public void linkedMaxima(float[] x, int xHeight, float[] y, int yHeight, Links links, int block, int rowFrom, int rowTo, int panels) {
        VectorWindows.linkedMaxima(x, xHeight, y, yHeight, links, block, rowFrom, rowTo, panels);
    }
}
