package dev.descent.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.nn.data.PreprocessingSpec.Missing;
import dev.descent.nn.data.PreprocessingSpec.Numeric;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FitterTest {

    /** The weights of every run follow from these numbers: not a bit of them may change. */
    @Test
    void an_ordinary_column_keeps_the_plain_mean_and_deviation() {
        var random = new Random(7);
        for (double size : new double[] {1e-150, 1e-3, 1, 1e9, 1e150}) {
            double[] values = random.doubles(1000, -size, 3 * size).toArray();
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            double mean = sum / values.length;
            double squares = 0;
            for (double value : values) {
                squares += (value - mean) * (value - mean);
            }
            var fitted = fitted(values, Missing.MEAN);
            assertThat(fitted.shift()).isEqualTo(mean);
            assertThat(fitted.scale()).isEqualTo(Math.sqrt(squares / values.length));
        }
    }

    @Test
    void a_column_whose_squares_are_beyond_double_is_standardized_all_the_same() {
        var fitted = fitted(new double[] {-1e300, 3e300}, Missing.MEAN);
        assertThat(fitted.shift()).isEqualTo(1e300, within(1e285));
        assertThat(fitted.scale()).isEqualTo(2e300, within(1e285));
        assertThat(fitted.encode(3e300)).isEqualTo(1f);
    }

    @Test
    void a_column_whose_sum_and_differences_are_beyond_double_is_standardized_all_the_same() {
        var fitted = fitted(new double[] {1.7e308, 1.7e308, 1.7e308, -1.7e308}, Missing.MEDIAN);
        assertThat(fitted.shift()).isEqualTo(0.85e308, within(1e293));
        assertThat(fitted.missing()).isEqualTo(1.7e308);
        assertThat(fitted.encode(-1.7e308)).isEqualTo((float) -Math.sqrt(3), within(1e-6f));
        assertThat(fitted(new double[] {Double.MAX_VALUE, -Double.MAX_VALUE}, Missing.MEAN).scale()).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void a_column_whose_squares_vanish_is_standardized_all_the_same() {
        var fitted = fitted(new double[] {1e-200, 2e-200, 3e-200, 4e-200}, Missing.MEAN);
        // the population's deviation of 1, 2, 3, 4 is √1.25
        assertThat(fitted.scale()).isEqualTo(Math.sqrt(1.25) * 1e-200, within(1e-214));
        assertThat(fitted.encode(4e-200)).isEqualTo((float) (1.5 / Math.sqrt(1.25)), within(1e-6f));
    }

    private static Encoding.Scaled fitted(double[] values, Missing missing) {
        return new Fitter(new MemoryTable(values.length).with("x", values), IntStream.range(0, values.length).toArray()).scaled("x", Numeric.STANDARDIZE, missing);
    }
}
