package dev.descent.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both twins on odd sizes: the bits must be equal, not close. One NaN is as good as another. */
class KernelsTest {

    private static final float[] SPECIAL = {0f, -0f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, Float.MIN_VALUE,
            -Float.MIN_VALUE, 0x1.8p-130f, -0x1.8p-130f, 1f, -1f, 100f, -100f, 1e30f, -1e30f};

    /** An elementwise kernel on the elements [from, to) of up to four arrays. */
    private interface Elementwise {
        void run(Kernels kernels, float[][] arrays, int from, int to);
    }

    private final Kernels scalar = new ScalarKernels();
    private final Kernels vector = new VectorKernels();

    /** One row, parts of a tile, more than one block of the inner dimension and of rows. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 65, 130})
    void products_have_the_same_bits(int n) {
        for (int rows : new int[] {1, 2, 7, 8, 9, 33, 513}) {
            for (int inner : new int[] {1, 5, 16, 67, 400}) {
                float[] x = panels(1, rows, inner);
                float[] w = panels(2, inner, n);
                float[] bias = Arrays.copyOf(random(5, n), Panels.size(n));
                int height = Panels.height(rows);
                float[] expected = random(3, Panels.size(rows, n));
                float[] actual = random(4, Panels.size(rows, n));
                scalar.product(x, w, bias, expected, height, 0, rows, inner, n, (from, to) -> scalar.map(Function.TANH, 0, expected, expected, from, to));
                vector.product(x, w, bias, actual, height, 0, rows, inner, n, (from, to) -> scalar.map(Function.TANH, 0, actual, actual, from, to));
                assertSameRows(actual, expected, height, rows, n);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 65, 130, 300})
    void transposed_products_have_the_same_bits_however_they_are_dealt_out(int n) {
        for (int rows : new int[] {1, 5, 32, 200}) {
            for (int m : new int[] {1, 7, 8, 9, 66, 513}) {
                float[] a = panels(1, rows, m);
                float[] b = panels(2, rows, n);
                float[] expected = random(3, Panels.size(m, n));
                scalar.transposedProduct(a, b, expected, Panels.height(rows), 1, rows, Portion.of(m, n, 0, 1));
                for (int parts : new int[] {1, 2, 3, 8}) {
                    float[] actual = random(4, Panels.size(m, n));
                    for (int part = 0; part < parts; part++) {
                        vector.transposedProduct(a, b, actual, Panels.height(rows), 1, rows, Portion.of(m, n, part, parts));
                    }
                    assertSameBits(new float[][] {actual}, new float[][] {expected}, rows + " x " + m + " x " + n + " by " + parts);
                    assertPaddingIsZero(actual, m, n);
                }
            }
        }
    }

    /** A sum in double of exact products is an independent judge of the scalar truth. */
    @Test
    void a_product_is_the_sum_of_products() {
        float[] x = panels(1, 5, 37);
        float[] w = panels(2, 37, 21);
        float[] y = new float[Panels.size(5, 21)];
        scalar.product(x, w, new float[Panels.size(21)], y, 8, 0, 5, 37, 21, Finish.NOTHING);
        for (int row = 0; row < 5; row++) {
            for (int column = 0; column < 21; column++) {
                double sum = 0;
                for (int k = 0; k < 37; k++) {
                    sum += (double) x[Panels.index(8, row, k)] * w[Panels.index(40, k, column)];
                }
                assertThat((double) y[Panels.index(8, row, column)]).isCloseTo(sum, within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 15, 16, 17, 33, 130, 300})
    void transposes_and_column_sums_have_the_same_bits(int n) {
        for (int m : new int[] {1, 7, 8, 16, 23, 24, 32, 65}) {
            float[] a = panels(1, m, n);
            float[] expected = random(3, Panels.size(n, m));
            scalar.transpose(a, expected, m, n, Portion.of(n, m, 0, 1));
            for (int parts : new int[] {1, 3}) {
                float[] actual = random(4, Panels.size(n, m));
                for (int part = 0; part < parts; part++) {
                    vector.transpose(a, actual, m, n, Portion.of(n, m, part, parts));
                }
                assertSameRows(actual, expected, Panels.height(n), n, m);
            }
            float[] sums = random(3, Panels.size(n));
            float[] vectorSums = random(4, Panels.size(n));
            scalar.columnSums(a, sums, Panels.height(m), 1, m, 0, Panels.count(n));
            vector.columnSums(a, vectorSums, Panels.height(m), 1, m, 0, Panels.count(n));
            assertThat(bits(vectorSums)).isEqualTo(bits(sums));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 15, 16, 17, 33, 130, 300})
    void statistics_of_columns_have_the_same_bits_and_are_right(int n) {
        for (int rows : new int[] {1, 2, 7, 8, 9, 33, 513}) {
            int height = Panels.height(rows);
            float[] x = panels(1, rows, n);
            float[] means = twins(n, (k, out) -> k.columnMeans(x, out, height, 1, rows, 0, Panels.count(n)));
            float[] variances = twins(n, (k, out) -> k.columnVariances(x, means, out, height, 1, rows, 0, Panels.count(n)));
            float[] products = twins(n, (k, out) -> k.columnProducts(x, x, out, height, 1, rows, 0, Panels.count(n)));
            for (int column = 0; column < n; column++) {
                double square = products[column] / (double) rows;
                assertThat((double) variances[column]).isCloseTo(square - (double) means[column] * means[column], within(1e-5));
            }
        }
    }

    /** Rows between two positions hold anything, and are passed over. */
    @ParameterizedTest
    @ValueSource(ints = {1, 9, 16, 33})
    void sums_over_positions_have_the_same_bits_and_are_right(int n) {
        for (int rows : new int[] {1, 7, 8, 21}) {
            int positions = 3;
            int height = Panels.height(rows);
            float[] x = panels(1, positions * height, n);
            float[] sums = twins(n, (k, out) -> k.columnSums(x, out, height, positions, rows, 0, Panels.count(n)));
            float[] means = twins(n, (k, out) -> k.columnMeans(x, out, height, positions, rows, 0, Panels.count(n)));
            float[] variances = twins(n, (k, out) -> k.columnVariances(x, means, out, height, positions, rows, 0, Panels.count(n)));
            float[] squares = twins(n, (k, out) -> k.columnProducts(x, x, out, height, positions, rows, 0, Panels.count(n)));
            float[] expected = random(3, Panels.size(n, n));
            float[] actual = random(4, Panels.size(n, n));
            scalar.transposedProduct(x, x, expected, height, positions, rows, Portion.of(n, n, 0, 1));
            vector.transposedProduct(x, x, actual, height, positions, rows, Portion.of(n, n, 0, 1));
            assertSameRows(actual, expected, Panels.height(n), n, n);
            for (int column = 0; column < n; column++) {
                double sum = 0;
                double square = 0;
                for (int p = 0; p < positions; p++) {
                    for (int row = 0; row < rows; row++) {
                        double value = x[Panels.index(positions * height, p * height + row, column)];
                        sum += value;
                        square += value * value;
                    }
                }
                double count = positions * rows;
                assertThat((double) sums[column]).isCloseTo(sum, within(1e-4));
                assertThat((double) squares[column]).isCloseTo(square, within(1e-4));
                assertThat((double) variances[column]).isCloseTo(square / count - sum / count * (sum / count), within(1e-4));
                assertThat((double) actual[Panels.index(Panels.height(n), column, column)]).isCloseTo(square, within(1e-4));
            }
        }
    }

    /** Three results of two, none and three links; more than one block of k. */
    private static final Links LINKS = new Links(new int[] {0, 2, 2, 5}, new int[] {0, 3, 1, 2, 3}, new int[] {1, 0, 0, 1, 1});

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 17, 33, 130})
    void products_over_links_have_the_same_bits_and_are_right(int n) {
        for (int rows : new int[] {1, 8, 21}) {
            for (int inner : new int[] {1, 5, 16, 20, 130}) {
                int block = Panels.height(rows);
                float[] x = panels(1, 4 * block, inner);
                float[] w = panels(2, 2 * inner, n);
                float[] bias = Arrays.copyOf(random(5, n), Panels.size(n));
                int wHeight = Panels.height(2 * inner);
                float[] expected = random(3, Panels.size(3 * block, n));
                float[] actual = random(4, Panels.size(3 * block, n));
                int[] scratch = new int[2 * 3 * inner];
                scalar.linkedProduct(x, 4 * block, w, wHeight, bias, expected, 3 * block, LINKS, block, 0, rows, inner, n, scratch, (from, to) -> scalar.map(Function.TANH, 0, expected, expected, from, to));
                vector.linkedProduct(x, 4 * block, w, wHeight, bias, actual, 3 * block, LINKS, block, 0, rows, inner, n, scratch, (from, to) -> scalar.map(Function.TANH, 0, actual, actual, from, to));
                for (int j = 0; j < 3; j++) {
                    for (int row = j * block; row < j * block + rows; row++) {
                        for (int column = 0; column < n; column++) {
                            float got = actual[Panels.index(3 * block, row, column)];
                            assertThat(Float.floatToIntBits(got)).isEqualTo(Float.floatToIntBits(expected[Panels.index(3 * block, row, column)]));
                            double sum = bias[column];
                            for (int link = LINKS.starts()[j]; link < LINKS.starts()[j + 1]; link++) {
                                for (int k = 0; k < inner; k++) {
                                    sum += (double) x[Panels.index(4 * block, LINKS.first()[link] * block + row - j * block, k)] * w[Panels.index(wHeight, LINKS.second()[link] * inner + k, column)];
                                }
                            }
                            assertThat((double) got).isCloseTo(Math.tanh(sum), within(1e-4));
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 16, 20, 33})
    void transposed_products_over_links_have_the_same_bits_however_they_are_dealt_out(int inner) {
        for (int rows : new int[] {1, 8, 21}) {
            for (int n : new int[] {1, 16, 17, 50}) {
                int block = Panels.height(rows);
                float[] a = panels(1, 4 * block, inner);
                float[] b = panels(2, 2 * block, n);
                int height = Panels.height(3 * inner);
                float[] expected = new float[Panels.size(3 * inner, n)];
                float[] scratch = new float[2 * Panels.TILE * Panels.WIDTH];
                int units = 3 * Math.ceilDiv(inner, Panels.TILE);
                scalar.linkedTransposedProduct(a, 4 * block, b, 2 * block, expected, height, LINKS, block, rows, inner, n, 0, units, scratch);
                for (int parts : new int[] {1, 3}) {
                    float[] actual = new float[expected.length];
                    for (int part = 0; part < parts; part++) {
                        vector.linkedTransposedProduct(a, 4 * block, b, 2 * block, actual, height, LINKS, block, rows, inner, n, Portion.share(units, part, parts), Portion.share(units, part + 1, parts), scratch);
                    }
                    assertSameBits(new float[][] {actual}, new float[][] {expected}, rows + " x " + inner + " x " + n + " by " + parts);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 21})
    void what_else_goes_over_links_has_the_same_bits(int rows) {
        int block = Panels.height(rows);
        int n = 20;
        var links = new Links(new int[] {0, 2, 4}, new int[] {0, 1, 1, 2}, new int[] {0, 1, 0, 1});
        float[] x = panels(1, 3 * block, n);
        Arrays.fill(x, block * Panels.WIDTH, (block + 2) * Panels.WIDTH, x[0]); // a tie between the first two positions
        float[] y = new float[Panels.size(2 * block, n)];
        float[] vectorMaxima = y.clone();
        scalar.linkedMaxima(x, 3 * block, y, 2 * block, links, block, 0, rows, 2);
        vector.linkedMaxima(x, 3 * block, vectorMaxima, 2 * block, links, block, 0, rows, 2);
        assertSameBits(new float[][] {vectorMaxima}, new float[][] {y}, "maxima");
        float[] dy = panels(2, 2 * block, n);
        float[] expected = random(3, x.length);
        float[] actual = random(3, x.length);
        scalar.linkedMaximaGradient(x, y, dy, expected, 3 * block, 2 * block, links, block, 0, rows, 2);
        vector.linkedMaximaGradient(x, y, dy, actual, 3 * block, 2 * block, links, block, 0, rows, 2);
        assertSameBits(new float[][] {actual}, new float[][] {expected}, "gradient of maxima");
        int[] places = new int[2 * Panels.size(n)];
        boolean[] inside = new boolean[places.length];
        for (int i = 0; i < places.length; i++) {
            inside[i] = i % 5 != 0;
            places[i] = inside[i] ? Panels.index(3 * block, 0, i * 7 % n) : 0;
        }
        float[] patches = random(5, Panels.size(2 * block, n));
        float[] vectorPatches = patches.clone();
        scalar.patches(x, places, inside, patches, 2, block, 0, rows, n);
        vector.patches(x, places, inside, vectorPatches, 2, block, 0, rows, n);
        assertSameBits(new float[][] {vectorPatches}, new float[][] {patches}, "patches");
        float[] w = panels(6, n, n);
        float[] sums = panels(7, 2 * block, n);
        float[] vectorSums = sums.clone();
        int to = block * Panels.WIDTH;
        scalar.addProduct(x, to, 3 * to, w, Panels.height(n), sums, to, 2 * to, rows, n, n);
        vector.addProduct(x, to, 3 * to, w, Panels.height(n), vectorSums, to, 2 * to, rows, n, n);
        for (int row = block; row < block + rows; row++) {
            for (int column = 0; column < n; column++) {
                int i = Panels.index(2 * block, row, column);
                assertThat(Float.floatToIntBits(vectorSums[i])).isEqualTo(Float.floatToIntBits(sums[i]));
            }
        }
    }

    /** Blocks of one array, with and without a step before. */
    @ParameterizedTest
    @ValueSource(ints = {16, 32, 144})
    void recurrent_cells_have_the_same_bits(int n) {
        for (int before : new int[] {-1, 4 * n}) {
            float[][] expected = cells(n);
            float[][] actual = cells(n);
            for (var side : List.of(expected, actual)) {
                var k = side == expected ? scalar : vector;
                k.lstmCell(side[0], 0, n, 2 * n, before, 5 * n, 6 * n, n);
                k.lstmCellGradient(side[0], 0, n, 2 * n, 3 * n, before, side[1], side[2], side[3], n, side[4], 0, n, 2 * n, 3 * n, n);
                k.gruCandidate(side[1], 0, side[0], 0, n, 6 * n, n);
                k.gruCell(side[0], n, 2 * n, before, 7 * n, n);
                k.gruCellGradient(side[0], 0, n, 2 * n, 3 * n, before, side[2], 0, side[4], 4 * n, 5 * n, 6 * n, 7 * n, n);
                k.addStretch(side[4], 0, side[2], n, n);
                k.multiplyStretch(side[4], n, side[2], 0, n);
            }
            assertSameBits(actual, expected, "cells of " + n + " after " + before);
        }
    }

    private static float[][] cells(int n) {
        return IntStream.range(0, 5).mapToObj(i -> random(40 + i, 8 * n)).toArray(float[][]::new);
    }

    private interface ToVector {
        void run(Kernels kernels, float[] out);
    }

    /** The vector [n] that both give. */
    private float[] twins(int n, ToVector kernel) {
        float[] expected = random(3, Panels.size(n));
        float[] actual = random(4, Panels.size(n));
        kernel.run(scalar, expected);
        kernel.run(vector, actual);
        assertThat(bits(actual)).isEqualTo(bits(expected));
        return expected;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 15, 16, 17, 33, 130})
    void normalizing_columns_has_the_same_bits(int n) {
        for (int rows : new int[] {1, 7, 9, 33}) {
            int height = Panels.height(rows);
            float[] a = panels(1, rows, n);
            float[] b = panels(2, rows, n);
            float[][] v = new float[4][];
            for (int i = 0; i < v.length; i++) {
                v[i] = Arrays.copyOf(random(5 + i, n), Panels.size(n));
            }
            for (int column = 0; column < n; column++) {
                v[3][column] *= v[3][column];
            }
            float tenth = 0.1f;
            assertSameRows(n, rows, (k, out, from, to) -> k.scaleColumns(a, v[0], out, height, from, to));
            assertSameRows(n, rows, (k, out, from, to) -> k.affineColumns(a, v[0], v[1], out, height, from, to));
            assertSameRows(n, rows, (k, out, from, to) -> k.normalizeColumns(a, v[0], v[3], tenth, out, height, from, to));
            assertSameRows(n, rows, (k, out, from, to) -> k.normalizeColumnsGradient(a, b, v[3], v[0], v[1], tenth, 1f / rows, out, height, from, to));
        }
    }

    private interface ToRows {
        void run(Kernels kernels, float[] out, int from, int to);
    }

    /** Panel by panel, the rows in two stretches. */
    private void assertSameRows(int n, int rows, ToRows kernel) {
        int height = Panels.height(rows);
        float[] expected = random(3, Panels.size(rows, n));
        float[] actual = random(4, Panels.size(rows, n));
        for (int panel = 0; panel < Panels.count(n); panel++) {
            int from = panel * height * Panels.WIDTH;
            int middle = from + Math.min(rows, 3) * Panels.WIDTH;
            int to = from + rows * Panels.WIDTH;
            kernel.run(scalar, expected, from, to);
            kernel.run(vector, actual, from, middle);
            kernel.run(vector, actual, middle, to);
        }
        assertSameRows(actual, expected, height, rows, n);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 9, 15, 16, 17, 31, 33, 130, 4098})
    void normalizing_rows_has_the_same_bits(int n) {
        int rows = 21;
        int height = Panels.height(rows);
        float[] x = panels(1, rows, n);
        float[] dy = panels(2, rows, n);
        float[] expected = random(3, Panels.size(rows, n));
        float[] actual = random(4, Panels.size(rows, n));
        scalar.normalizeRows(x, 1e-5f, expected, height, 0, rows, n);
        vector.normalizeRows(x, 1e-5f, actual, height, 0, 8, n);
        vector.normalizeRows(x, 1e-5f, actual, height, 8, rows, n);
        assertSameRows(actual, expected, height, rows, n);
        for (int row = 0; n > 8 && row < rows; row++) {
            double sum = 0;
            double squares = 0;
            for (int column = 0; column < n; column++) {
                double y = actual[Panels.index(height, row, column)];
                sum += y;
                squares += y * y;
            }
            assertThat(sum / n).isCloseTo(0, within(1e-6));
            assertThat(squares / n).isCloseTo(1, within(1e-2));
        }
        scalar.normalizeRowsGradient(x, dy, 1e-5f, expected, height, 0, rows, n);
        vector.normalizeRowsGradient(x, dy, 1e-5f, actual, height, 0, 8, n);
        vector.normalizeRowsGradient(x, dy, 1e-5f, actual, height, 8, rows, n);
        assertSameRows(actual, expected, height, rows, n);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 16, 17, 100})
    void softmax_and_cross_entropy_have_the_same_bits(int n) {
        int rows = 19;
        float[] z = panels(1, rows, n);
        float[] classes = new float[Panels.size(rows, 1)];
        for (int row = 0; row < rows; row++) {
            classes[row * Panels.WIDTH] = row % n;
        }
        float[] weights = random(7, n);
        float[] expected = random(3, Panels.size(rows, n));
        float[] actual = random(4, Panels.size(rows, n));
        scalar.softmaxCrossEntropyGradient(z, classes, weights, 0.1f, expected, 24, 0, rows, n);
        vector.softmaxCrossEntropyGradient(z, classes, weights, 0.1f, actual, 24, 0, rows, n);
        assertSameRows(actual, expected, 24, rows, n);
        float[] scratch = new float[Panels.size(n)];
        assertThat(vector.softmaxCrossEntropy(z, classes, weights, scratch, 24, rows, n)).isEqualTo(scalar.softmaxCrossEntropy(z, classes, weights, scratch, 24, rows, n));
    }

    @TestFactory
    Stream<DynamicTest> elementwise_kernels_have_the_same_bits() {
        return elementwise().entrySet().stream().map(kernel -> DynamicTest.dynamicTest(kernel.getKey(), () -> {
            for (int n : new int[] {1, 7, 8, 9, 15, 16, 17, 31, 33, 130, 4098}) {
                for (int from : new int[] {0, 3, 16}) {
                    float[][] expected = arrays(from + n + 5, 1);
                    float[][] actual = arrays(from + n + 5, 1);
                    kernel.getValue().run(scalar, expected, from, from + n);
                    kernel.getValue().run(vector, actual, from, from + n);
                    assertSameBits(actual, expected, kernel.getKey() + " of " + n + " from " + from);
                }
            }
        }));
    }

    private static LinkedHashMap<String, Elementwise> elementwise() {
        var kernels = new LinkedHashMap<String, Elementwise>();
        for (Function function : Function.values()) {
            for (float a : new float[] {0f, 0.01f, 1.5f, -0.5f}) {
                kernels.put(function + " " + a, (k, x, from, to) -> k.map(function, a, x[0], x[1], from, to));
                kernels.put(function + "' " + a, (k, x, from, to) -> k.mapGradient(function, a, x[0], x[1], x[2], from, to));
            }
        }
        for (PointLoss loss : PointLoss.values()) {
            kernels.put(loss + "'", (k, x, from, to) -> k.pointLossGradient(loss, 0.7f, 0.3f, x[0], x[1], x[2], from, to));
        }
        for (Unary function : Unary.values()) {
            kernels.put(function.name(), (k, x, from, to) -> k.apply(function, x[0], x[1], from, to));
            kernels.put(function + " in place", (k, x, from, to) -> k.apply(function, x[0], x[0], from, to));
        }
        for (Binary function : Binary.values()) {
            kernels.put(function.name(), (k, x, from, to) -> k.combine(function, x[0], x[1], x[2], from, to));
            kernels.put(function + " in place", (k, x, from, to) -> k.combine(function, x[0], x[1], x[1], from, to));
        }
        for (int n : new int[] {-3, -1, 0, 1, 2, 3, 4, 5, 6, 7, 1000}) {
            kernels.put("power " + n, (k, x, from, to) -> k.power(x[0], n, x[1], from, to));
        }
        kernels.put("scaled", (k, x, from, to) -> k.scaled(x[0], -0.3f, x[1], from, to));
        kernels.put("whereSmaller", (k, x, from, to) -> k.whereSmaller(x[0], x[1], x[2], x[3], from, to));
        kernels.put("whereSmaller, equal", (k, x, from, to) -> k.whereSmaller(x[0], x[0], x[2], x[3], from, to));
        kernels.put("add", (k, x, from, to) -> k.add(x[0], x[1], x[2], from, to));
        kernels.put("addScaled", (k, x, from, to) -> k.addScaled(x[0], x[1], -0.01f, from, to));
        kernels.put("average", (k, x, from, to) -> k.average(x[0], x[1], 0.9f, 0.1f, x[2], from, to));
        kernels.put("average in place", (k, x, from, to) -> k.average(x[0], x[1], 0.9f, 0.1f, x[0], from, to));
        kernels.put("scale", (k, x, from, to) -> k.scale(x[0], 0.9f, from, to));
        kernels.put("addSign", (k, x, from, to) -> k.addSign(x[0], x[1], 0.01f, from, to));
        kernels.put("clip", (k, x, from, to) -> k.clip(x[0], 0.7f, from, to));
        kernels.put("clip to 0", (k, x, from, to) -> k.clip(x[0], 0f, from, to));
        kernels.put("momentum", (k, x, from, to) -> k.momentum(x[0], x[1], x[2], 0.9f, 0.01f, from, to));
        for (float epsilon : new float[] {0f, 1e-8f}) {
            kernels.put("adaGrad " + epsilon, (k, x, from, to) -> k.adaGrad(x[0], x[1], x[2], epsilon, 0.01f, from, to));
            kernels.put("decayedAdaGrad " + epsilon, (k, x, from, to) -> k.decayedAdaGrad(x[0], x[1], x[2], 0.9f, 0.1f, epsilon, 0.01f, from, to));
            kernels.put("rmsProp " + epsilon, (k, x, from, to) -> k.rmsProp(x[0], x[1], x[2], 0.9f, 0.1f, epsilon, 0.01f, from, to));
            kernels.put("adaDelta " + epsilon, (k, x, from, to) -> k.adaDelta(x[0], x[1], x[2], x[3], 0.9f, 0.1f, epsilon, 0.01f, from, to));
            kernels.put("adam " + epsilon, (k, x, from, to) -> k.adam(x[0], x[1], x[2], x[3], 0.9f, 0.1f, 0.999f, 0.001f, epsilon, 0.01f, from, to));
        }
        return kernels;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 31, 33, 130, 4098})
    void sums_of_squares_have_the_same_bits(int n) {
        for (int from : new int[] {0, 3, 16}) {
            float[] x = random(1, from + n + 5);
            double expected = scalar.sumOfSquares(x, from, from + n);
            assertThat(vector.sumOfSquares(x, from, from + n)).isEqualTo(expected);
            double plain = 0;
            for (int i = from; i < from + n; i++) {
                plain += (double) x[i] * x[i];
            }
            assertThat(expected).isCloseTo(plain, withinPercentage(1e-9));
            float[] padded = Arrays.copyOf(Arrays.copyOf(x, from + n), from + n + 40);
            assertThat(vector.sumOfSquares(padded, from, from + n + 40)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 31, 33, 130, 4098})
    void sums_have_the_same_bits(int n) {
        for (int from : new int[] {0, 3, 16}) {
            float[] x = random(1, from + n + 5);
            double expected = scalar.sum(x, from, from + n);
            assertThat(vector.sum(x, from, from + n)).isEqualTo(expected);
            double plain = 0;
            for (int i = from; i < from + n; i++) {
                plain += x[i];
            }
            assertThat(expected).isCloseTo(plain, within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 33})
    void a_column_is_taken_and_put_back(int n) {
        int rows = 21;
        int height = Panels.height(rows);
        float[] x = panels(1, rows, n);
        float[] line = random(2, Panels.size(rows));
        scalar.takeColumn(x, n - 1, line, height, 0, 8);
        scalar.takeColumn(x, n - 1, line, height, 8, rows);
        float[] alone = random(3, x.length);
        scalar.putColumn(line, alone, n - 1, n, height, 0, rows);
        for (int row = 0; row < rows; row++) {
            assertThat(line[row]).isEqualTo(x[Panels.index(height, row, n - 1)]);
            for (int column = 0; column < Panels.size(n); column++) {
                assertThat(alone[Panels.index(height, row, column)]).isEqualTo(column == n - 1 ? line[row] : 0f);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 31, 33, 130})
    void one_number_that_is_not_finite_is_found_wherever_it_stands(int n) {
        for (Kernels kernels : List.of(scalar, vector)) {
            for (int from : new int[] {0, 3}) {
                float[] x = new float[from + n + 5];
                Arrays.fill(x, Float.NaN);
                Arrays.fill(x, from, from + n, -Float.MAX_VALUE);
                assertThat(kernels.isFinite(x, from, from + n)).isTrue();
                for (int i = from; i < from + n; i++) {
                    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
                        x[i] = bad;
                        assertThat(kernels.isFinite(x, from, from + n)).isFalse();
                    }
                    x[i] = 1f;
                }
            }
        }
    }

    private static float[][] arrays(int length, long seed) {
        float[][] arrays = new float[4][];
        for (int a = 0; a < 4; a++) {
            arrays[a] = random(seed + a, length);
            var random = CounterRandom.of(seed + a, CounterRandom.Purpose.SPLIT, length);
            for (int i = 0; i < length; i++) {
                int draw = random.below(2 * SPECIAL.length, i);
                if (draw < SPECIAL.length) {
                    arrays[a][i] = SPECIAL[draw];
                }
            }
        }
        return arrays;
    }

    private static void assertSameBits(float[][] actual, float[][] expected, String what) {
        for (int a = 0; a < actual.length; a++) {
            for (int i = 0; i < actual[a].length; i++) {
                if (Float.floatToIntBits(actual[a][i]) != Float.floatToIntBits(expected[a][i])) {
                    throw new AssertionError("%s: array %d at %d is %s, not %s".formatted(what, a, i, actual[a][i], expected[a][i]));
                }
            }
        }
    }

    /** A random matrix with its padding. */
    private static float[] panels(long seed, int rows, int columns) {
        float[] panels = new float[Panels.size(rows, columns)];
        Panels.packTransposed(random(seed, rows * columns), columns, rows, panels);
        return panels;
    }

    /** The rows with their padding columns; what lies below them is nobody's. */
    private static void assertSameRows(float[] actual, float[] expected, int height, int rows, int columns) {
        for (int panel = 0; panel < Panels.count(columns); panel++) {
            int from = panel * height * Panels.WIDTH;
            int to = from + rows * Panels.WIDTH;
            assertThat(bits(Arrays.copyOfRange(actual, from, to))).as("%d x %d", rows, columns).isEqualTo(bits(Arrays.copyOfRange(expected, from, to)));
        }
        assertPaddingIsZero(actual, height, rows, columns);
    }

    private static void assertPaddingIsZero(float[] panels, int rows, int columns) {
        assertPaddingIsZero(panels, Panels.height(rows), rows, columns);
    }

    private static void assertPaddingIsZero(float[] panels, int height, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            for (int column = columns; column < Panels.size(columns); column++) {
                assertThat(panels[Panels.index(height, row, column)]).isZero();
            }
        }
    }

    private static float[] random(long seed, int length) {
        float[] values = new float[length];
        CounterRandom.of(seed, CounterRandom.Purpose.WEIGHTS, length).fillNormal(values, 0, 1);
        return values;
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }
}
