package dev.descent.dataset.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {

    /** NIST StRD, NumAcc4: 10000000.2, then 10000000.1 and 10000000.3 five hundred times; certified mean 10000000.2 and standard deviation (n − 1) 0.1. */
    private static double[] numAcc4() {
        var values = new double[1001];
        for (int i = 0; i < values.length; i++) {
            values[i] = i == 0 ? 10_000_000.2 : i % 2 == 1 ? 10_000_000.1 : 10_000_000.3;
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 128, 1001})
    void the_certified_figures_come_out_whatever_the_blocks(int block) {
        var moments = ofBlocks(numAcc4(), block);
        assertThat(moments.count()).isEqualTo(1001);
        assertThat(moments.mean()).isCloseTo(10_000_000.2, within(2e-9));
        assertThat(moments.std()).isCloseTo(0.1 * Math.sqrt(1000.0 / 1001), within(1e-8));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void what_is_missing_counts_for_nothing(int block) {
        var moments = ofBlocks(new double[] {Double.NaN, 1, Double.NaN, Double.NaN, 3, Double.NaN}, block);
        assertThat(new double[] {moments.count(), moments.min(), moments.max(), moments.mean(), moments.std()}).containsExactly(2, 1, 3, 2, 1);
    }

    /** Half of the values at each end: the mean is 0 and every deviation is as large as the values. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4})
    void values_whose_squares_overflow_have_moments_too(int block) {
        var moments = ofBlocks(new double[] {1, -1, 1e300, -1e300, 1e300, -1e300}, block);
        assertThat(moments.mean()).isCloseTo(0, within(1e285));
        assertThat(moments.std()).isCloseTo(1e300 * Math.sqrt(4.0 / 6), within(1e285));
    }

    private static Moments ofBlocks(double[] values, int block) {
        var moments = new Moments();
        for (int from = 0; from < values.length; from += block) {
            var part = Arrays.copyOfRange(values, from, Math.min(values.length, from + block));
            moments.add(part, part.length);
        }
        return moments;
    }
}
