package dev.descent.nn.kernel;

import static dev.descent.nn.kernel.Panels.WIDTH;

import java.util.Arrays;

/** Statistics of columns and rows and the normalizing by them, one element after the other; see {@link Kernels} for the formulas. */
final class ScalarNorms {

    private ScalarNorms() {}

    static void columnMeans(float[] x, float[] out, int height, int positions, int rows, int panelFrom, int panelTo) {
        for (int i = panelFrom * WIDTH; i < panelTo * WIDTH; i++) {
            int from = i / WIDTH * positions * height * WIDTH + i % WIDTH;
            double sum = 0;
            for (int p = 0; p < positions; p++, from += height * WIDTH) {
                for (int row = 0; row < rows; row++) {
                    sum += x[from + row * WIDTH];
                }
            }
            out[i] = (float) (sum / (positions * rows));
        }
    }

    static void columnVariances(float[] x, float[] means, float[] out, int height, int positions, int rows, int panelFrom, int panelTo) {
        for (int i = panelFrom * WIDTH; i < panelTo * WIDTH; i++) {
            int from = i / WIDTH * positions * height * WIDTH + i % WIDTH;
            double sum = 0;
            for (int p = 0; p < positions; p++, from += height * WIDTH) {
                for (int row = 0; row < rows; row++) {
                    double deviation = x[from + row * WIDTH] - means[i];
                    sum += deviation * deviation; // the product of two floats is exact in double
                }
            }
            out[i] = (float) (sum / (positions * rows));
        }
    }

    static void columnProducts(float[] a, float[] b, float[] out, int height, int positions, int rows, int panelFrom, int panelTo) {
        for (int panel = panelFrom; panel < panelTo; panel++) {
            Arrays.fill(out, panel * WIDTH, (panel + 1) * WIDTH, 0f);
            for (int first = panel * positions * height, p = 0; p < positions; p++, first += height) {
                for (int i = first * WIDTH; i < (first + rows) * WIDTH; i++) {
                    int column = panel * WIDTH + i % WIDTH;
                    out[column] = Fma.fma(a[i], b[i], out[column]);
                }
            }
        }
    }

    static void normalizeColumns(float[] x, float[] mean, float[] variance, float epsilon, float[] y, int height, int from, int to) {
        for (int i = from; i < to; i++) {
            int column = column(height, i);
            y[i] = (x[i] - mean[column]) * inverseDeviation(variance[column], epsilon);
        }
    }

    static void normalizeColumnsGradient(float[] y, float[] dy, float[] variance, float[] sums, float[] products, float epsilon, float share,
            float[] dx, int height, int from, int to) {
        for (int i = from; i < to; i++) {
            int column = column(height, i);
            float centred = dy[i] - sums[column] * share;
            dx[i] = Fma.fma(y[i], -(products[column] * share), centred) * inverseDeviation(variance[column], epsilon);
        }
    }

    static void scaleColumns(float[] x, float[] scale, float[] y, int height, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = x[i] * scale[column(height, i)];
        }
    }

    static void affineColumns(float[] x, float[] scale, float[] shift, float[] y, int height, int from, int to) {
        for (int i = from; i < to; i++) {
            int column = column(height, i);
            y[i] = Fma.fma(x[i], scale[column], shift[column]);
        }
    }

    private static int column(int height, int i) {
        return i / WIDTH / height * WIDTH + i % WIDTH;
    }

    static float inverseDeviation(float variance, float epsilon) {
        return 1f / (float) Math.sqrt(variance + epsilon);
    }

    static void normalizeRows(float[] x, float epsilon, float[] y, int height, int rowFrom, int rowTo, int n) {
        for (int row = rowFrom; row < rowTo; row++) {
            float mean = mean(x, y, height, row, n);
            float inverse = inverseDeviation(variance(x, mean, y, height, row, n), epsilon);
            for (int column = 0; column < n; column++) {
                int i = Panels.index(height, row, column);
                y[i] = (x[i] - mean) * inverse;
            }
        }
        clearPadding(y, height, rowFrom, rowTo, n);
    }

    static void normalizeRowsGradient(float[] x, float[] dy, float epsilon, float[] dx, int height, int rowFrom, int rowTo, int n) {
        for (int row = rowFrom; row < rowTo; row++) {
            float mean = mean(x, dx, height, row, n);
            float inverse = inverseDeviation(variance(x, mean, dx, height, row, n), epsilon);
            float gradient = mean(dy, dx, height, row, n);
            float projection = projection(x, dy, mean, inverse, dx, height, row, n);
            for (int column = 0; column < n; column++) {
                int i = Panels.index(height, row, column);
                float normal = (x[i] - mean) * inverse;
                dx[i] = Fma.fma(normal, -projection, dy[i] - gradient) * inverse;
            }
        }
        clearPadding(dx, height, rowFrom, rowTo, n);
    }

    /** @param lanes its row is overwritten: the first panel takes the 16 sums */
    private static float mean(float[] x, float[] lanes, int height, int row, int n) {
        Arrays.fill(lanes, row * WIDTH, (row + 1) * WIDTH, 0f);
        for (int column = 0; column < n; column++) {
            lanes[row * WIDTH + column % WIDTH] += x[Panels.index(height, row, column)];
        }
        return sum(lanes, row * WIDTH) / n;
    }

    private static float variance(float[] x, float mean, float[] lanes, int height, int row, int n) {
        Arrays.fill(lanes, row * WIDTH, (row + 1) * WIDTH, 0f);
        for (int column = 0; column < n; column++) {
            float deviation = x[Panels.index(height, row, column)] - mean;
            int lane = row * WIDTH + column % WIDTH;
            lanes[lane] = Fma.fma(deviation, deviation, lanes[lane]);
        }
        return sum(lanes, row * WIDTH) / n;
    }

    /** Mean of dy times the normalized x. */
    private static float projection(float[] x, float[] dy, float mean, float inverse, float[] lanes, int height, int row, int n) {
        Arrays.fill(lanes, row * WIDTH, (row + 1) * WIDTH, 0f);
        for (int column = 0; column < n; column++) {
            int i = Panels.index(height, row, column);
            int lane = row * WIDTH + column % WIDTH;
            lanes[lane] = Fma.fma(dy[i], (x[i] - mean) * inverse, lanes[lane]);
        }
        return sum(lanes, row * WIDTH) / n;
    }

    /** Of 16 elements: pairs 8 apart, then 4, 2 and 1. Writes over them. */
    static float sum(float[] lanes, int from) {
        for (int half = WIDTH / 2; half > 0; half /= 2) {
            for (int lane = from; lane < from + half; lane++) {
                lanes[lane] += lanes[lane + half];
            }
        }
        return lanes[from];
    }

    static void clearPadding(float[] x, int height, int rowFrom, int rowTo, int n) {
        int last = (Panels.count(n) - 1) * height;
        Panels.clearPadding(x, height, n, (last + rowFrom) * WIDTH, (last + rowTo) * WIDTH);
    }

    static void average(float[] running, float[] batch, float keep, float add, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = Fma.fma(add, batch[i], keep * running[i]);
        }
    }
}
