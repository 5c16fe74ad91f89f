package dev.descent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplingTest {

    @Test
    void first_last_lowest_and_highest_of_each_bucket_stay() {
        double[] values = {5, 1, 9, 5, 5, 7, 7, 0, 7, 8};
        assertThat(Sampling.keep(values, 2)).containsExactly(0, 1, 2, 4, 5, 7, 9);
    }

    @Test
    void what_is_not_a_number_hides_nothing_and_a_shorter_curve_keeps_its_own_ends() {
        assertThat(Sampling.keep(new double[] {Double.NaN, 3, 5, 1, 2, Double.NaN, Double.NaN}, 1)).containsExactly(0, 1, 2, 3, 4, 6);
        assertThat(Sampling.keep(new double[] {Double.NaN, Double.NaN, Double.NaN}, 1)).containsExactly(0, 2);
    }

    @Test
    void a_long_curve_keeps_its_ends_and_at_most_four_points_per_bucket() {
        double[] values = IntStream.range(0, 100_000).mapToDouble(i -> Math.sin(i)).toArray();
        var kept = Sampling.keep(values, 125);
        assertThat(kept).hasSizeLessThanOrEqualTo(500).startsWith(0).endsWith(99_999).isSorted().doesNotHaveDuplicates();
        assertThat(Sampling.keep(values, 125)).isEqualTo(kept);
    }
}
