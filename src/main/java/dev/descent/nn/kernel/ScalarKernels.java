package dev.descent.nn.kernel;

import java.util.Arrays;

/** Each kernel as plainly as it can be written: the truth that every faster twin is compared with, bit by bit. */
public class ScalarKernels implements Kernels {

    @Override
    public void product(float[] a, float[] b, float[] c, int rows, int inner, int columns) {
        scalarProduct(a, 0, inner, 1, b, c, 0, rows, inner, columns, 0);
    }

    @Override
    public void transposedProduct(float[] a, float[] b, float[] c, int rows, int m, int n) {
        scalarProduct(a, 0, 1, m, b, c, 0, m, rows, n, 0);
    }

    /**
     * Columns from {@code firstColumn} on of {@code rows} rows of c = a·b, with a[i,k] at {@code aFrom + i·aRow + k·aStep}. The
     * inner loop runs over columns, which are independent, so the compiler may take several at once.
     */
    static void scalarProduct(float[] a, int aFrom, int aRow, int aStep, float[] b, float[] c, int cFrom, int rows, int inner, int n,
            int firstColumn) {
        for (int i = 0; i < rows; i++) {
            int out = cFrom + i * n;
            Arrays.fill(c, out + firstColumn, out + n, 0f);
            for (int k = 0; k < inner; k++) {
                float factor = a[aFrom + i * aRow + k * aStep];
                for (int j = firstColumn; j < n; j++) {
                    c[out + j] = Math.fma(factor, b[k * n + j], c[out + j]);
                }
            }
        }
    }

    @Override
    public void transpose(float[] a, float[] out, int m, int n) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                out[j * m + i] = a[i * n + j];
            }
        }
    }

    @Override
    public void addBias(float[] x, float[] bias, float[] out, int rows, int n) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < n; j++) {
                out[r * n + j] = x[r * n + j] + bias[j];
            }
        }
    }

    @Override
    public void columnSums(float[] x, float[] out, int rows, int n) {
        Arrays.fill(out, 0, n, 0f);
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < n; j++) {
                out[j] += x[r * n + j];
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
    public void copyColumns(float[] x, int fromWidth, int fromColumn, float[] out, int toWidth, int toColumn, int rows, int width) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(x, r * fromWidth + fromColumn, out, r * toWidth + toColumn, width);
        }
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
    public void dropout(float[] x, float[] y, int n, long key, double rate) {
        float scale = (float) (1 / (1 - rate));
        long threshold = (long) (rate * 0x1p53);
        for (int i = 0; i < n; i++) {
            y[i] = (CounterRandom.bits(key, i) >>> 11) < threshold ? 0f : x[i] * scale;
        }
    }

    @Override
    public double pointLoss(PointLoss loss, float p, float[] z, float[] y, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += loss.value(p, z[i], y[i]);
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
    public double softmaxCrossEntropy(float[] z, float[] classes, float[] weights, int rows, int n) {
        double sum = 0;
        for (int r = 0; r < rows; r++) {
            int from = r * n;
            float max = maximum(z, from, n);
            float total = 0f;
            for (int j = 0; j < n; j++) {
                total += Elementary.exp(z[from + j] - max);
            }
            int c = (int) classes[r];
            double weight = weights == null ? 1 : weights[c];
            sum += weight * (Elementary.log(total) - ((double) z[from + c] - max));
        }
        return sum;
    }

    @Override
    public void softmaxCrossEntropyGradient(float[] z, float[] classes, float[] weights, float scale, float[] dz, int rows, int n) {
        softmax(z, dz, rows, n);
        for (int r = 0; r < rows; r++) {
            int c = (int) classes[r];
            float factor = weights == null ? scale : scale * weights[c];
            dz[r * n + c] -= 1f;
            for (int j = 0; j < n; j++) {
                dz[r * n + j] *= factor;
            }
        }
    }

    @Override
    public double classWeight(float[] classes, float[] weights, int rows) {
        if (weights == null) {
            return rows;
        }
        double sum = 0;
        for (int r = 0; r < rows; r++) {
            sum += weights[(int) classes[r]];
        }
        return sum;
    }

    @Override
    public void softmax(float[] z, float[] p, int rows, int n) {
        for (int r = 0; r < rows; r++) {
            int from = r * n;
            float max = maximum(z, from, n);
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

    private static float maximum(float[] x, int from, int n) {
        float max = x[from];
        for (int j = 1; j < n; j++) {
            max = Math.max(max, x[from + j]);
        }
        return max;
    }

    @Override
    public void addScaled(float[] theta, float[] x, float factor, int from, int to) {
        for (int i = from; i < to; i++) {
            theta[i] = Math.fma(factor, x[i], theta[i]);
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
            gradient[i] = Math.fma(factor, Math.signum(theta[i]), gradient[i]);
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
            sum = Math.fma((double) x[i], (double) x[i], sum);
        }
        return sum;
    }

    @Override
    public boolean isFinite(float[] x, int from, int to) {
        float zero = 0f;
        for (int i = from; i < to; i++) {
            // Infinity and NaN times 0 are NaN, which no sum loses again.
            zero = Math.fma(x[i], 0f, zero);
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
}
