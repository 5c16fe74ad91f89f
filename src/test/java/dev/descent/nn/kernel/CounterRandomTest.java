package dev.descent.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.nn.kernel.CounterRandom.Purpose;
import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds are five standard deviations of what fair draws would give. */
class CounterRandomTest {

    private static final int DRAWS = 1_000_000;

    @Test
    void the_bits_are_those_of_split_mix() {
        // The first numbers of java.util.SplittableRandom(0), which is SplitMix64 of the state 0.
        var reference = new java.util.SplittableRandom(0);
        for (int i = 0; i < 100; i++) {
            assertThat(CounterRandom.bits(0, i)).isEqualTo(reference.nextLong());
        }
    }

    @Test
    void a_number_depends_on_its_place_alone() {
        var random = CounterRandom.of(42, Purpose.WEIGHTS, 3);
        double late = random.uniform(999);
        IntStream.range(0, 999).forEach(random::uniform);
        assertThat(random.uniform(999)).isEqualTo(late);
        assertThat(CounterRandom.of(42, Purpose.WEIGHTS, 3).uniform(999)).isEqualTo(late);
    }

    @Test
    void seeds_purposes_and_streams_share_no_key() {
        var keys = new HashSet<Long>();
        for (long seed = -50; seed < 50; seed++) {
            for (var purpose : Purpose.values()) {
                for (long stream = 0; stream < 100; stream++) {
                    keys.add(CounterRandom.key(seed, purpose, stream));
                }
            }
        }
        assertThat(keys).hasSize(100 * Purpose.values().length * 100);
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void uniform_numbers_are_uniform(Purpose purpose) {
        var random = CounterRandom.of(7, purpose, 1);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            double u = random.uniform(i);
            assertThat(u >= 0 && u < 1).isTrue();
            sum += u;
            squares += u * u;
        }
        // variances of u and u²: 1/12 and 4/45
        assertThat(sum / DRAWS).isCloseTo(0.5, within(5 * Math.sqrt(1 / 12.0 / DRAWS)));
        assertThat(squares / DRAWS).isCloseTo(1 / 3.0, within(5 * Math.sqrt(4 / 45.0 / DRAWS)));
    }

    @Test
    void neighbours_and_neighbouring_streams_are_not_correlated() {
        var random = CounterRandom.of(7, Purpose.DROPOUT, 1);
        var next = CounterRandom.of(7, Purpose.DROPOUT, 2);
        double along = 0;
        double across = 0;
        for (int i = 0; i < DRAWS; i++) {
            along += (random.uniform(i) - 0.5) * (random.uniform(i + 1) - 0.5);
            across += (random.uniform(i) - 0.5) * (next.uniform(i) - 0.5);
        }
        assertThat(along / DRAWS).isCloseTo(0, within(5 / 12.0 / Math.sqrt(DRAWS)));
        assertThat(across / DRAWS).isCloseTo(0, within(5 / 12.0 / Math.sqrt(DRAWS)));
    }

    @Test
    void normal_numbers_are_normal() {
        var random = CounterRandom.of(1, Purpose.WEIGHTS, 0);
        double[] moments = new double[5];
        for (int i = 0; i < DRAWS; i++) {
            double z = random.normal(i);
            for (int k = 1; k <= 4; k++) {
                moments[k] += StrictMath.pow(z, k) / DRAWS;
            }
        }
        // variances of z, z², z³, z⁴: 1, 2, 15, 96
        assertThat(moments[1]).isCloseTo(0, within(5 * Math.sqrt(1.0 / DRAWS)));
        assertThat(moments[2]).isCloseTo(1, within(5 * Math.sqrt(2.0 / DRAWS)));
        assertThat(moments[3]).isCloseTo(0, within(5 * Math.sqrt(15.0 / DRAWS)));
        assertThat(moments[4]).isCloseTo(3, within(5 * Math.sqrt(96.0 / DRAWS)));
    }

    @Test
    void below_stays_below_and_reaches_everything() {
        var random = CounterRandom.of(5, Purpose.SPLIT, 0);
        int[] counts = new int[10];
        for (int i = 0; i < 100_000; i++) {
            counts[random.below(10, i)]++;
        }
        // binomial: n·p = 10 000, std √(n·p·(1−p)) = 94.9
        assertThat(Arrays.stream(counts)).allSatisfy(count -> assertThat(count).isBetween(10_000 - 475, 10_000 + 475));
        assertThat(random.below(1, 0)).isZero();
        assertThat(IntStream.range(0, 1000).map(i -> random.below(Integer.MAX_VALUE, i))).allMatch(i -> i >= 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 31, 1000})
    void a_permutation_holds_every_index_once_whatever_stood_there(int n) {
        int[] fresh = new int[n];
        int[] used = new int[n];
        Arrays.fill(used, -7);
        long key = CounterRandom.key(3, Purpose.SHUFFLE, 9);
        CounterRandom.permute(fresh, key);
        CounterRandom.permute(used, key);
        assertThat(used).isEqualTo(fresh);
        assertThat(Arrays.stream(fresh).sorted()).containsExactlyElementsOf(IntStream.range(0, n).boxed().toList());
    }

    @Test
    void all_permutations_come_up_equally_often() {
        var counts = new java.util.HashMap<String, Integer>();
        for (int epoch = 0; epoch < 60_000; epoch++) {
            int[] indices = new int[3];
            CounterRandom.permute(indices, CounterRandom.key(0, Purpose.SHUFFLE, epoch));
            counts.merge(Arrays.toString(indices), 1, Integer::sum);
        }
        // binomial: n·p = 10 000, std 91.3
        assertThat(counts).hasSize(6);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(10_000 - 457, 10_000 + 457));
    }
}
