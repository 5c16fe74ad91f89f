package dev.descent.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
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

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 65, 130})
    void products_have_the_same_bits(int n) {
        for (int rows : new int[] {1, 7, 8, 9, 33}) {
            for (int inner : new int[] {1, 5, 16, 67}) {
                float[] a = random(1, rows * inner);
                float[] b = random(2, inner * n);
                float[] expected = random(3, rows * n);
                float[] actual = random(4, rows * n);
                scalar.product(a, b, expected, rows, inner, n);
                vector.product(a, b, actual, rows, inner, n);
                assertThat(bits(actual)).as("%d x %d x %d", rows, inner, n).isEqualTo(bits(expected));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 65, 130})
    void transposed_products_have_the_same_bits(int n) {
        for (int rows : new int[] {1, 5, 32}) {
            for (int m : new int[] {1, 7, 8, 9, 66}) {
                float[] a = random(1, rows * m);
                float[] b = random(2, rows * n);
                float[] expected = random(3, m * n);
                float[] actual = random(4, m * n);
                scalar.transposedProduct(a, b, expected, rows, m, n);
                vector.transposedProduct(a, b, actual, rows, m, n);
                assertThat(bits(actual)).as("%d x %d x %d", rows, m, n).isEqualTo(bits(expected));
            }
        }
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
        kernels.put("add", (k, x, from, to) -> k.add(x[0], x[1], x[2], from, to));
        kernels.put("addScaled", (k, x, from, to) -> k.addScaled(x[0], x[1], -0.01f, from, to));
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
