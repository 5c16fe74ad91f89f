package dev.descent.nn.kernel;

import static dev.descent.nn.kernel.Panels.WIDTH;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Each kernel as plainly as it can be written: the truth that every faster twin is compared with, bit by bit. */
public class ScalarKernels implements Kernels {

    @Override
    public int bits() {
        return 0;
    }

    @Override
    public void product(float[] x, float[] w, float[] bias, float[] y, int height, int rowFrom, int rowTo, int inner, int columns, Finish finish) {
        int wHeight = Panels.height(inner);
        for (int panel = 0; panel < Panels.count(columns); panel++) {
            for (int row = rowFrom; row < rowTo; row++) {
                int out = (panel * height + row) * WIDTH;
                System.arraycopy(bias, panel * WIDTH, y, out, WIDTH);
                for (int k = 0; k < inner; k++) {
                    addScaledRow(x[Panels.index(height, row, k)], w, (panel * wHeight + k) * WIDTH, y, out);
                }
            }
            finish.range((panel * height + rowFrom) * WIDTH, (panel * height + rowTo) * WIDTH);
        }
    }

    @Override
    public void transposedProduct(float[] a, float[] b, float[] c, int height, int positions, int rows, Portion portion) {
        for (int panel = portion.panelFrom(); panel < portion.panelTo(); panel++) {
            for (int row = portion.rowFrom(); row < portion.rowTo(); row++) {
                int out = (panel * portion.height() + row) * WIDTH;
                Arrays.fill(c, out, out + WIDTH, 0f);
                for (int first = 0; first < positions * height; first += height) {
                    for (int k = first; k < first + rows; k++) {
                        addScaledRow(a[Panels.index(positions * height, k, row)], b, (panel * positions * height + k) * WIDTH, c, out);
                    }
                }
            }
        }
    }

    /** The elements of a panel's row are independent, so the compiler may take several at once. */
    private static void addScaledRow(float factor, float[] x, int xFrom, float[] y, int yFrom) {
        for (int lane = 0; lane < WIDTH; lane++) {
            y[yFrom + lane] = Fma.fma(factor, x[xFrom + lane], y[yFrom + lane]);
        }
    }

    @Override
    public void transpose(float[] a, float[] out, int m, int n, Portion portion) {
        transposeRows(a, out, m, n, portion, portion.rowFrom(), portion.rowTo());
    }

    /** Rows from {@code rowFrom} to {@code rowTo} of the panels of a portion of the transpose. */
    static void transposeRows(float[] a, float[] out, int m, int n, Portion portion, int rowFrom, int rowTo) {
        int height = Panels.height(m);
        for (int column = portion.panelFrom() * WIDTH; column < portion.panelTo() * WIDTH; column++) {
            for (int row = rowFrom; row < rowTo; row++) {
                out[Panels.index(portion.height(), row, column)] = column < m && row < n ? a[Panels.index(height, column, row)] : 0f;
            }
        }
    }

    @Override
    public void columnSums(float[] x, float[] out, int height, int positions, int rows, int panelFrom, int panelTo) {
        for (int panel = panelFrom; panel < panelTo; panel++) {
            Arrays.fill(out, panel * WIDTH, (panel + 1) * WIDTH, 0f);
            for (int first = panel * positions * height, p = 0; p < positions; p++, first += height) {
                for (int i = first * WIDTH; i < (first + rows) * WIDTH; i++) {
                    out[panel * WIDTH + i % WIDTH] += x[i];
                }
            }
        }
    }

    @Override
    public void columnMeans(float[] x, float[] out, int height, int positions, int rows, int panelFrom, int panelTo) {
        ScalarNorms.columnMeans(x, out, height, positions, rows, panelFrom, panelTo);
    }

    @Override
    public void columnVariances(float[] x, float[] means, float[] out, int height, int positions, int rows, int panelFrom, int panelTo) {
        ScalarNorms.columnVariances(x, means, out, height, positions, rows, panelFrom, panelTo);
    }

    @Override
    public void columnProducts(float[] a, float[] b, float[] out, int height, int positions, int rows, int panelFrom, int panelTo) {
        ScalarNorms.columnProducts(a, b, out, height, positions, rows, panelFrom, panelTo);
    }

    @Override
    public void scaleColumns(float[] x, float[] scale, float[] y, int height, int from, int to) {
        ScalarNorms.scaleColumns(x, scale, y, height, from, to);
    }

    @Override
    public void affineColumns(float[] x, float[] scale, float[] shift, float[] y, int height, int from, int to) {
        ScalarNorms.affineColumns(x, scale, shift, y, height, from, to);
    }

    @Override
    public void normalizeColumns(float[] x, float[] mean, float[] variance, float epsilon, float[] y, int height, int from, int to) {
        ScalarNorms.normalizeColumns(x, mean, variance, epsilon, y, height, from, to);
    }

    @Override
    public void normalizeColumnsGradient(float[] y, float[] dy, float[] variance, float[] sums, float[] products, float epsilon, float share,
            float[] dx, int height, int from, int to) {
        ScalarNorms.normalizeColumnsGradient(y, dy, variance, sums, products, epsilon, share, dx, height, from, to);
    }

    @Override
    public void normalizeRows(float[] x, float epsilon, float[] y, int height, int rowFrom, int rowTo, int n) {
        ScalarNorms.normalizeRows(x, epsilon, y, height, rowFrom, rowTo, n);
    }

    @Override
    public void normalizeRowsGradient(float[] x, float[] dy, float epsilon, float[] dx, int height, int rowFrom, int rowTo, int n) {
        ScalarNorms.normalizeRowsGradient(x, dy, epsilon, dx, height, rowFrom, rowTo, n);
    }

    @Override
    public void average(float[] running, float[] batch, float keep, float add, float[] out, int from, int to) {
        ScalarNorms.average(running, batch, keep, add, out, from, to);
    }

    @Override
    public void load(MemorySegment from, long byteOffset, float[] out, int to) {
        MemorySegment.copy(from, ValueLayout.JAVA_FLOAT, byteOffset, out, to, WIDTH);
    }

    @Override
    public void copyColumns(float[] x, int xFrom, float[] out, int outFrom, int width, int height, int rowFrom, int rowTo) {
        int whole = xFrom % WIDTH == 0 && outFrom % WIDTH == 0 ? width / WIDTH * WIDTH : 0;
        for (int column = 0; column < whole; column += WIDTH) {
            System.arraycopy(x, Panels.index(height, rowFrom, xFrom + column), out, Panels.index(height, rowFrom, outFrom + column), (rowTo - rowFrom) * WIDTH);
        }
        for (int row = rowFrom; row < rowTo; row++) {
            for (int column = whole; column < width; column++) {
                out[Panels.index(height, row, outFrom + column)] = x[Panels.index(height, row, xFrom + column)];
            }
        }
    }

    @Override
    public void add(float[] a, float[] b, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = a[i] + b[i];
        }
    }

    @Override
    public void apply(Unary function, float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = function.value(x[i]);
        }
    }

    @Override
    public void combine(Binary function, float[] a, float[] b, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = function.value(a[i], b[i]);
        }
    }

    @Override
    public void power(float[] x, int n, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Elementary.power(x[i], n);
        }
    }

    @Override
    public void scaled(float[] x, float factor, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = factor * x[i];
        }
    }

    @Override
    public void whereSmaller(float[] a, float[] b, float[] g, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = a[i] < b[i] ? g[i] : a[i] == b[i] ? 0.5f * g[i] : 0f;
        }
    }

    @Override
    public void takeColumn(float[] x, int column, float[] line, int height, int rowFrom, int rowTo) {
        int first = Panels.index(height, 0, column);
        for (int row = rowFrom; row < rowTo; row++) {
            line[row] = x[first + row * WIDTH];
        }
    }

    @Override
    public void putColumn(float[] line, float[] x, int column, int columns, int height, int rowFrom, int rowTo) {
        for (int panel = 0; panel < Panels.count(columns); panel++) {
            Arrays.fill(x, (panel * height + rowFrom) * WIDTH, (panel * height + rowTo) * WIDTH, 0f);
        }
        int first = Panels.index(height, 0, column);
        for (int row = rowFrom; row < rowTo; row++) {
            x[first + row * WIDTH] = line[row];
        }
    }

    @Override
    public double sum(float[] x, int from, int to) {
        return sum(x, from, to, 1);
    }

    /** The tree of {@link #sumOfSquares}. */
    private static double sum(float[] x, int from, int to, int stride) {
        if (stride < 16) {
            return sum(x, from, to, 2 * stride) + sum(x, from + stride, to, 2 * stride);
        }
        double sum = 0;
        for (int i = from; i < to; i += stride) {
            sum += x[i];
        }
        return sum;
    }

    @Override
    public void map(Function function, float a, float[] x, float[] y, int from, int to) {
        if (function == Function.RELU) {
            // The commonest activation keeps a loop of its own, without a call per element.
            for (int i = from; i < to; i++) {
                y[i] = x[i] <= 0f ? 0f : x[i];
            }
            return;
        }
        for (int i = from; i < to; i++) {
            y[i] = Elementary.value(function, a, x[i]);
        }
    }

    @Override
    public void mapGradient(Function function, float a, float[] v, float[] dy, float[] dx, int from, int to) {
        if (function == Function.RELU) {
            for (int i = from; i < to; i++) {
                dx[i] = v[i] > 0f ? dy[i] : 0f;
            }
            return;
        }
        for (int i = from; i < to; i++) {
            dx[i] = dy[i] * Elementary.derivative(function, a, v[i]);
        }
    }

    @Override
    public void dropout(float[] x, float[] y, int height, int n, long key, double rate, int from, int to) {
        float scale = (float) (1 / (1 - rate));
        long threshold = (long) (rate * 0x1p53);
        for (int i = from; i < to; i++) {
            int row = i / WIDTH % height;
            int column = i / WIDTH / height * WIDTH + i % WIDTH;
            boolean dropped = (CounterRandom.bits(key, (long) row * n + column) >>> 11) < threshold;
            y[i] = dropped ? 0f : x[i] * scale;
        }
    }

    @Override
    public double pointLoss(PointLoss loss, float p, float[] z, float[] y, int height, int rows, int n) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < n; column++) {
                int i = Panels.index(height, row, column);
                sum += loss.value(p, z[i], y[i]);
            }
        }
        return sum;
    }

    @Override
    public void pointLossGradient(PointLoss loss, float p, float scale, float[] z, float[] y, float[] dz, int from, int to) {
        for (int i = from; i < to; i++) {
            dz[i] = scale * loss.derivative(p, z[i], y[i]);
        }
    }

    @Override
    public double softmaxCrossEntropy(float[] z, float[] classes, float[] weights, float[] scratch, int height, int rows, int n) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            float max = maximum(z, height, row, n);
            float total = exponentials(z, max, height, row, scratch, 1, 0, n);
            int c = (int) classes[row * WIDTH];
            double weight = weights == null ? 1 : weights[c];
            sum += weight * (Elementary.log(total) - ((double) z[Panels.index(height, row, c)] - max));
        }
        return sum;
    }

    @Override
    public void softmaxCrossEntropyGradient(float[] z, float[] classes, float[] weights, float scale, float[] dz, int height, int rowFrom, int rowTo, int n) {
        for (int row = rowFrom; row < rowTo; row++) {
            float inverse = 1f / exponentials(z, maximum(z, height, row, n), height, row, dz, height, row, n);
            int own = Panels.index(height, row, (int) classes[row * WIDTH]);
            float factor = weights == null ? scale : scale * weights[(int) classes[row * WIDTH]];
            float gradient = (dz[own] * inverse - 1f) * factor;
            for (int panel = 0; panel < Panels.count(n); panel++) {
                multiply(dz, inverse, factor, (panel * height + row) * WIDTH);
            }
            dz[own] = gradient;
        }
        int last = (Panels.count(n) - 1) * height;
        Panels.clearPadding(dz, height, n, (last + rowFrom) * WIDTH, (last + rowTo) * WIDTH);
    }

    private static float maximum(float[] z, int height, int row, int n) {
        float max = z[row * WIDTH];
        for (int panel = 0; panel < Panels.count(n); panel++) {
            int from = (panel * height + row) * WIDTH;
            for (int i = from; i < from + Math.min(WIDTH, n - panel * WIDTH); i++) {
                max = Math.max(max, z[i]);
            }
        }
        return max;
    }

    /** Leaves exp(z − max) in a row of {@code out}, padding columns with whatever, and returns the sum over the columns in order. */
    private float exponentials(float[] z, float max, int height, int row, float[] out, int outHeight, int outRow, int n) {
        float total = 0f;
        for (int panel = 0; panel < Panels.count(n); panel++) {
            int to = (panel * outHeight + outRow) * WIDTH;
            exponentials(z, (panel * height + row) * WIDTH, max, out, to);
            for (int lane = 0; lane < Math.min(WIDTH, n - panel * WIDTH); lane++) {
                total += out[to + lane];
            }
        }
        return total;
    }

    /** out = exp(z − max) over a panel's row. */
    void exponentials(float[] z, int zFrom, float max, float[] out, int outFrom) {
        for (int lane = 0; lane < WIDTH; lane++) {
            out[outFrom + lane] = Elementary.exp(z[zFrom + lane] - max);
        }
    }

    /** x = x·a·b over a panel's row. */
    private static void multiply(float[] x, float a, float b, int from) {
        for (int i = from; i < from + WIDTH; i++) {
            x[i] = x[i] * a * b;
        }
    }

    @Override
    public double classWeight(float[] classes, float[] weights, int rows) {
        if (weights == null) {
            return rows;
        }
        double sum = 0;
        for (int r = 0; r < rows; r++) {
            sum += weights[(int) classes[r * WIDTH]];
        }
        return sum;
    }

    @Override
    public void softmax(float[] z, float[] p, int rows, int n) {
        for (int from = 0; from < rows * n; from += n) {
            float max = z[from];
            for (int j = 1; j < n; j++) {
                max = Math.max(max, z[from + j]);
            }
            float total = 0f;
            for (int j = 0; j < n; j++) {
                p[from + j] = Elementary.exp(z[from + j] - max);
                total += p[from + j];
            }
            float inverse = 1f / total;
            for (int j = 0; j < n; j++) {
                p[from + j] *= inverse;
            }
        }
    }

    @Override
    public void addScaled(float[] theta, float[] x, float factor, int from, int to) {
        for (int i = from; i < to; i++) {
            theta[i] = Fma.fma(factor, x[i], theta[i]);
        }
    }

    @Override
    public void scale(float[] theta, float factor, int from, int to) {
        for (int i = from; i < to; i++) {
            theta[i] *= factor;
        }
    }

    @Override
    public void addSign(float[] gradient, float[] theta, float factor, int from, int to) {
        for (int i = from; i < to; i++) {
            gradient[i] = Fma.fma(factor, Math.signum(theta[i]), gradient[i]);
        }
    }

    @Override
    public void clip(float[] x, float limit, int from, int to) {
        for (int i = from; i < to; i++) {
            x[i] = Math.max(-limit, Math.min(limit, x[i]));
        }
    }

    @Override
    public double sumOfSquares(float[] x, int from, int to) {
        return sumOfSquares(x, from, to, 1);
    }

    /** The tree: the sum over every {@code stride}-th element is that of its even and its odd half, down to a stride of 16. */
    private static double sumOfSquares(float[] x, int from, int to, int stride) {
        if (stride < 16) {
            return sumOfSquares(x, from, to, 2 * stride) + sumOfSquares(x, from + stride, to, 2 * stride);
        }
        double sum = 0;
        for (int i = from; i < to; i += stride) {
            // The square of a float is exact in double.
            sum += (double) x[i] * x[i];
        }
        return sum;
    }

    @Override
    public boolean isFinite(float[] x, int from, int to) {
        float zero = 0f;
        for (int i = from; i < to; i++) {
            // Infinity and NaN times 0 are NaN, which no sum loses again.
            zero = Fma.fma(x[i], 0f, zero);
        }
        return zero == 0f;
    }

    @Override
    public void momentum(float[] theta, float[] g, float[] v, float momentum, float rate, int from, int to) {
        ScalarUpdates.momentum(theta, g, v, momentum, rate, from, to);
    }

    @Override
    public void adaGrad(float[] theta, float[] g, float[] s, float epsilon, float rate, int from, int to) {
        ScalarUpdates.adaGrad(theta, g, s, epsilon, rate, from, to);
    }

    @Override
    public void decayedAdaGrad(float[] theta, float[] g, float[] e, float keep, float add, float epsilon, float rate, int from, int to) {
        ScalarUpdates.decayedAdaGrad(theta, g, e, keep, add, epsilon, rate, from, to);
    }

    @Override
    public void rmsProp(float[] theta, float[] g, float[] e, float keep, float add, float epsilon, float rate, int from, int to) {
        ScalarUpdates.rmsProp(theta, g, e, keep, add, epsilon, rate, from, to);
    }

    @Override
    public void adaDelta(float[] theta, float[] g, float[] e, float[] u, float keep, float add, float epsilon, float rate, int from,
            int to) {
        ScalarUpdates.adaDelta(theta, g, e, u, keep, add, epsilon, rate, from, to);
    }

    @Override
    public void adam(float[] theta, float[] g, float[] m, float[] v, float keep1, float add1, float keep2, float add2, float epsilon,
            float rate, int from, int to) {
        ScalarUpdates.adam(theta, g, m, v, keep1, add1, keep2, add2, epsilon, rate, from, to);
    }

    @Override
    public void linkedProduct(float[] x, int xHeight, float[] w, int wHeight, float[] bias, float[] y, int yHeight, Links links, int block, int rowFrom,
            int rowTo, int inner, int columns, int[] scratch, Finish finish) {
        ScalarWindows.linkedProduct(x, xHeight, w, wHeight, bias, y, yHeight, links, block, rowFrom, rowTo, inner, columns, finish);
    }

    @Override
    public void linkedTransposedProduct(float[] a, int aHeight, float[] b, int bHeight, float[] c, int cHeight, Links links, int block, int rows, int inner,
            int columns, int unitFrom, int unitTo, float[] scratch) {
        ScalarWindows.linkedTransposedProduct(a, aHeight, b, bHeight, c, cHeight, links, block, rows, inner, columns, unitFrom, unitTo);
    }

    @Override
    public void addProduct(float[] x, int xFrom, int xPanel, float[] w, int wHeight, float[] y, int yFrom, int yPanel, int rows, int inner, int columns) {
        ScalarWindows.addProduct(x, xFrom, xPanel, w, wHeight, y, yFrom, yPanel, rows, inner, columns);
    }

    @Override
    public void linkedSums(float[] x, int xHeight, float share, float[] y, int yHeight, Links links, int block, int rowFrom, int rowTo, int panels) {
        ScalarWindows.linkedSums(x, xHeight, share, y, yHeight, links, block, rowFrom, rowTo, panels);
    }

    @Override
    public void linkedMaxima(float[] x, int xHeight, float[] y, int yHeight, Links links, int block, int rowFrom, int rowTo, int panels) {
        ScalarWindows.linkedMaxima(x, xHeight, y, yHeight, links, block, rowFrom, rowTo, panels);
    }

    @Override
    public void linkedMaximaGradient(float[] x, float[] y, float[] dy, float[] dx, int xHeight, int yHeight, Links links, int block, int rowFrom, int rowTo,
            int panels) {
        ScalarWindows.linkedMaximaGradient(x, y, dy, dx, xHeight, yHeight, links, block, rowFrom, rowTo, panels);
    }

    @Override
    public void patches(float[] x, int[] places, boolean[] inside, float[] y, int positions, int block, int rowFrom, int rowTo, int width) {
        ScalarWindows.patches(x, places, inside, y, positions, block, rowFrom, rowTo, width);
    }

    @Override
    public void lstmCell(float[] s, int i, int f, int g, int before, int c, int h, int n) {
        ScalarCells.lstm(s, i, f, g, before, c, h, n);
    }

    @Override
    public void addStretch(float[] x, int from, float[] y, int to, int n) {
        ScalarCells.add(x, from, y, to, n);
    }

    @Override
    public void multiplyStretch(float[] x, int from, float[] y, int to, int n) {
        ScalarCells.multiply(x, from, y, to, n);
    }

    @Override
    public void lstmCellGradient(float[] s, int i, int f, int g, int o, int before, float[] curved, float[] dh, float[] dc, int at, float[] d, int di, int df, int dg, int dO, int n) {
        ScalarCells.lstmGradient(s, i, f, g, o, before, curved, dh, dc, at, d, di, df, dg, dO, n);
    }

    @Override
    public void gruCandidate(float[] x, int from, float[] s, int r, int q, int to, int n) {
        ScalarCells.candidate(x, from, s, r, q, to, n);
    }

    @Override
    public void gruCell(float[] s, int z, int candidate, int before, int h, int n) {
        ScalarCells.gru(s, z, candidate, before, h, n);
    }

    @Override
    public void gruCellGradient(float[] s, int r, int z, int q, int candidate, int before, float[] dh, int at, float[] d, int dr, int dz, int dq, int dn, int n) {
        ScalarCells.gruGradient(s, r, z, q, candidate, before, dh, at, d, dr, dz, dq, dn, n);
    }
}
