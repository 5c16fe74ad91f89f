package dev.descent.nn.kernel;

import static dev.descent.nn.kernel.Panels.WIDTH;
import static dev.descent.nn.kernel.VectorKernels.LANES;
import static dev.descent.nn.kernel.VectorKernels.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The twins of {@link ScalarNorms}: vectors lie across the 16 columns of a panel. */
final class VectorNorms {

    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    /** As many floats as a vector holds doubles. */
    private static final VectorSpecies<Float> HALF = VectorSpecies.of(float.class, VectorShape.forBitSize(SPECIES.vectorBitSize() / 2));

    private VectorNorms() {}

    static void columnMeans(float[] x, float[] out, int height, int positions, int rows, int panelFrom, int panelTo) {
        for (int i = panelFrom * WIDTH; i < panelTo * WIDTH; i += HALF.length()) {
            int from = i / WIDTH * positions * height * WIDTH + i % WIDTH;
            var sum = DoubleVector.zero(DOUBLES);
            for (int p = 0; p < positions; p++, from += height * WIDTH) {
                for (int row = 0; row < rows; row++) {
                    sum = sum.add(wide(FloatVector.fromArray(HALF, x, from + row * WIDTH)));
                }
            }
            narrow(sum.div(positions * rows)).intoArray(out, i);
        }
    }

    static void columnVariances(float[] x, float[] means, float[] out, int height, int positions, int rows, int panelFrom, int panelTo) {
        for (int i = panelFrom * WIDTH; i < panelTo * WIDTH; i += HALF.length()) {
            int from = i / WIDTH * positions * height * WIDTH + i % WIDTH;
            var mean = FloatVector.fromArray(HALF, means, i);
            var sum = DoubleVector.zero(DOUBLES);
            for (int p = 0; p < positions; p++, from += height * WIDTH) {
                for (int row = 0; row < rows; row++) {
                    var deviation = wide(FloatVector.fromArray(HALF, x, from + row * WIDTH).sub(mean));
                    sum = deviation.fma(deviation, sum);
                }
            }
            narrow(sum.div(positions * rows)).intoArray(out, i);
        }
    }

    private static DoubleVector wide(FloatVector x) {
        return (DoubleVector) x.convertShape(VectorOperators.F2D, DOUBLES, 0);
    }

    private static FloatVector narrow(DoubleVector x) {
        return (FloatVector) x.convertShape(VectorOperators.D2F, HALF, 0);
    }

    static void columnProducts(float[] a, float[] b, float[] out, int height, int positions, int rows, int panelFrom, int panelTo) {
        for (int i = panelFrom * WIDTH; i < panelTo * WIDTH; i += LANES) {
            int from = i / WIDTH * positions * height * WIDTH + i % WIDTH;
            var sum = FloatVector.zero(SPECIES);
            for (int p = 0; p < positions; p++, from += height * WIDTH) {
                for (int row = 0; row < rows; row++) {
                    sum = at(a, from + row * WIDTH).fma(at(b, from + row * WIDTH), sum);
                }
            }
            sum.intoArray(out, i);
        }
    }

    static void normalizeColumns(float[] x, float[] mean, float[] variance, float epsilon, float[] y, int height, int from, int to) {
        for (int lane = 0; lane < WIDTH; lane += LANES) {
            int column = column(height, from) + lane;
            var middle = at(mean, column);
            var inverse = inverseDeviation(variance, column, epsilon);
            for (int i = from + lane; i < to; i += WIDTH) {
                at(x, i).sub(middle).mul(inverse).intoArray(y, i);
            }
        }
    }

    static void normalizeColumnsGradient(float[] y, float[] dy, float[] variance, float[] sums, float[] products, float epsilon, float share,
            float[] dx, int height, int from, int to) {
        for (int lane = 0; lane < WIDTH; lane += LANES) {
            int column = column(height, from) + lane;
            var gradient = at(sums, column).mul(share);
            var projection = at(products, column).mul(share).neg();
            var inverse = inverseDeviation(variance, column, epsilon);
            for (int i = from + lane; i < to; i += WIDTH) {
                at(y, i).fma(projection, at(dy, i).sub(gradient)).mul(inverse).intoArray(dx, i);
            }
        }
    }

    static void scaleColumns(float[] x, float[] scale, float[] y, int height, int from, int to) {
        for (int lane = 0; lane < WIDTH; lane += LANES) {
            var factor = at(scale, column(height, from) + lane);
            for (int i = from + lane; i < to; i += WIDTH) {
                at(x, i).mul(factor).intoArray(y, i);
            }
        }
    }

    static void affineColumns(float[] x, float[] scale, float[] shift, float[] y, int height, int from, int to) {
        for (int lane = 0; lane < WIDTH; lane += LANES) {
            var factor = at(scale, column(height, from) + lane);
            var summand = at(shift, column(height, from) + lane);
            for (int i = from + lane; i < to; i += WIDTH) {
                at(x, i).fma(factor, summand).intoArray(y, i);
            }
        }
    }

    private static int column(int height, int i) {
        return i / WIDTH / height * WIDTH;
    }

    private static FloatVector inverseDeviation(float[] variance, int column, float epsilon) {
        return FloatVector.broadcast(SPECIES, 1f).div(at(variance, column).add(epsilon).sqrt());
    }

    static void normalizeRows(float[] x, float epsilon, float[] y, int height, int rowFrom, int rowTo, int n) {
        int stride = height * WIDTH;
        for (int row = rowFrom; row < rowTo; row++) {
            float mean = mean(x, y, stride, row * WIDTH, n);
            float inverse = ScalarNorms.inverseDeviation(variance(x, mean, y, stride, row * WIDTH, n), epsilon);
            for (int panel = row * WIDTH, left = n; left > 0; panel += stride, left -= WIDTH) {
                for (int i = panel; i < panel + WIDTH; i += LANES) {
                    at(x, i).sub(mean).mul(inverse).intoArray(y, i);
                }
            }
        }
        ScalarNorms.clearPadding(y, height, rowFrom, rowTo, n);
    }

    static void normalizeRowsGradient(float[] x, float[] dy, float epsilon, float[] dx, int height, int rowFrom, int rowTo, int n) {
        int stride = height * WIDTH;
        for (int row = rowFrom; row < rowTo; row++) {
            float mean = mean(x, dx, stride, row * WIDTH, n);
            float inverse = ScalarNorms.inverseDeviation(variance(x, mean, dx, stride, row * WIDTH, n), epsilon);
            float gradient = mean(dy, dx, stride, row * WIDTH, n);
            float projection = projection(x, dy, mean, inverse, dx, stride, row * WIDTH, n);
            for (int panel = row * WIDTH, left = n; left > 0; panel += stride, left -= WIDTH) {
                for (int i = panel; i < panel + WIDTH; i += LANES) {
                    var normal = at(x, i).sub(mean).mul(inverse);
                    normal.fma(FloatVector.broadcast(SPECIES, -projection), at(dy, i).sub(gradient)).mul(inverse).intoArray(dx, i);
                }
            }
        }
        ScalarNorms.clearPadding(dx, height, rowFrom, rowTo, n);
    }

    /** @param from where the row begins; its first panel in {@code lanes} takes the 16 sums */
    private static float mean(float[] x, float[] lanes, int stride, int from, int n) {
        for (int lane = 0; lane < WIDTH; lane += LANES) {
            var sum = FloatVector.zero(SPECIES);
            for (int i = from + lane, left = n; left > 0; i += stride, left -= WIDTH) {
                sum = sum.add(at(x, i));
            }
            sum.intoArray(lanes, from + lane);
        }
        return ScalarNorms.sum(lanes, from) / n;
    }

    /** Padding is as far from the mean as 0 is, and must not count. */
    private static float variance(float[] x, float mean, float[] lanes, int stride, int from, int n) {
        for (int lane = 0; lane < WIDTH; lane += LANES) {
            var sum = FloatVector.zero(SPECIES);
            int i = from + lane;
            int left = n;
            for (; left >= WIDTH; i += stride, left -= WIDTH) {
                var deviation = at(x, i).sub(mean);
                sum = deviation.fma(deviation, sum);
            }
            if (left > lane) {
                VectorMask<Float> inside = SPECIES.indexInRange(lane, left);
                var deviation = FloatVector.zero(SPECIES).blend(at(x, i).sub(mean), inside);
                sum = deviation.fma(deviation, sum);
            }
            sum.intoArray(lanes, from + lane);
        }
        return ScalarNorms.sum(lanes, from) / n;
    }

    private static float projection(float[] x, float[] dy, float mean, float inverse, float[] lanes, int stride, int from, int n) {
        for (int lane = 0; lane < WIDTH; lane += LANES) {
            var sum = FloatVector.zero(SPECIES);
            for (int i = from + lane, left = n; left > 0; i += stride, left -= WIDTH) {
                sum = at(dy, i).fma(at(x, i).sub(mean).mul(inverse), sum);
            }
            sum.intoArray(lanes, from + lane);
        }
        return ScalarNorms.sum(lanes, from) / n;
    }

    private static FloatVector at(float[] x, int i) {
        return FloatVector.fromArray(SPECIES, x, i);
    }

    /** {@code to − from} is a multiple of the lanes. */
    static void average(float[] running, float[] batch, float keep, float add, float[] out, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector.broadcast(SPECIES, add).fma(at(batch, i), at(running, i).mul(keep)).intoArray(out, i);
        }
    }
}
