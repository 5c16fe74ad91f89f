package dev.descent.dataset.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SelectionTest {

    static List<long[]> arrays() {
        var random = new SplittableRandom(3);
        return List.of(
                random.longs(100_000).toArray(),
                random.longs(100_000, 0, 5).toArray(),
                LongStream.range(0, 100_000).toArray(),
                LongStream.range(0, 100_000).map(i -> -i).toArray(),
                LongStream.range(0, 100_000).map(i -> Math.min(i, 100_000 - i)).toArray(),
                LongStream.range(0, 100_000).map(i -> i % 9 == 0 ? 0 : random.nextLong()).toArray(),
                new long[100_000],
                new long[] {2, Long.MIN_VALUE, Long.MAX_VALUE, 1, 1, 0});
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void at_each_rank_stands_what_sorting_would_put_there(long[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        int last = values.length - 1;
        var ranks = IntStream.of(0, last / 20, last / 20 + 1, last / 2, last / 2 + 1, last - 1, last).sorted().toArray();
        Selection.select(values, values.length, ranks);
        for (int rank : ranks) {
            assertThat(values[rank]).as("rank %d", rank).isEqualTo(sorted[rank]);
        }
        Arrays.sort(values);
        assertThat(values).isEqualTo(sorted);
    }
}
