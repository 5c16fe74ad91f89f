package dev.descent.dataset.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One encoder for all of them, large and small: nothing of one chunk may show in the next. */
class ChunkEncoderTest {

    private final SplittableRandom random = new SplittableRandom(11);

    private List<double[]> columns() {
        return List.of(
                random.doubles(13_107).toArray(),
                random.longs(13_107, -9_000_000, 9_000_000).mapToDouble(i -> i / 1e6).toArray(),
                new double[] {0.5},
                DoubleStream.generate(() -> Double.NaN).limit(700).toArray(),
                IntStream.range(0, 5000).mapToDouble(i -> i).toArray(),
                new double[3000],
                new double[] {-0.0, 0.0, 1.5, Double.NaN, -1.5},
                new double[] {Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, 1e15, 9007199254740993.0, 0.1 + 0.2},
                new double[] {9007199254740991.0, -9007199254740991.0, Double.NaN},
                random.ints(2000, 0, 3).mapToDouble(i -> i).toArray());
    }

    @Test
    void numbers_come_back_to_the_bit() {
        try (var encoder = new ChunkEncoder()) {
            for (var values : columns()) {
                var read = new double[values.length + 2];
                ChunkCodec.decode(encoder.encode(values, values.length), read, 1, values.length);
                assertThat(bits(Arrays.copyOfRange(read, 1, values.length + 1))).isEqualTo(bits(values));
            }
        }
    }

    @Test
    void codes_come_back() {
        try (var encoder = new ChunkEncoder()) {
            for (var codes : List.of(random.ints(9000, -1, 70_000).toArray(), new int[] {-1, -1}, new int[] {Integer.MAX_VALUE - 1, 0}, new int[600])) {
                var read = new int[codes.length];
                ChunkCodec.decode(encoder.encode(codes, codes.length), read, 0, codes.length);
                assertThat(read).isEqualTo(codes);
            }
        }
    }

    @Test
    void what_repeats_is_small_and_noise_is_not_much_larger_than_itself() {
        try (var encoder = new ChunkEncoder()) {
            assertThat(encoder.encode(random.ints(10_000, 0, 2).mapToDouble(i -> i).toArray(), 10_000)).hasSizeLessThan(3000);
            assertThat(encoder.encode(random.doubles(10_000).toArray(), 10_000)).hasSizeLessThan(80_100);
        }
    }

    @Test
    void a_flipped_bit_is_noticed() {
        try (var encoder = new ChunkEncoder()) {
            var chunk = encoder.encode(columns().get(1), 13_107);
            for (int at : new int[] {1, 12, chunk.length / 2, chunk.length - 1}) {
                var damaged = chunk.clone();
                damaged[at] ^= 4;
                assertThatThrownBy(() -> ChunkCodec.decode(damaged, new double[13_107], 0, 13_107)).isInstanceOf(IllegalStateException.class).hasMessageContaining("damaged");
            }
        }
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
    }
}
