package dev.descent.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both twins on odd sizes: the bits must be equal, not close. */
class KernelsTest {

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
