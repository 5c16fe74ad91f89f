package dev.descent.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.nn.data.Encoding;
import dev.descent.nn.data.Preprocessing;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A damaged checkpoint is never taken for a whole one. */
class CheckpointFormatTest {

    private static final long SEED = 25;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final byte[] bytes = CheckpointFormat.write(checkpoint(1));

    @Test
    void what_was_written_is_read() {
        var content = CheckpointFormat.open(bytes, sha256(bytes));
        assertThat(CheckpointFormat.write(content.checkpoint())).isEqualTo(bytes);
        assertThat(content.numericsVersion()).isEqualTo(CheckpointFormat.NUMERICS_VERSION);
        assertThat(content.checkpoint().progress().stateSince()).isEqualTo(7);
    }

    @Test
    void each_of_200_flipped_bits_is_found() {
        for (int i = 0; i < 200; i++) {
            byte[] damaged = bytes.clone();
            int bit = random.nextInt(8 * bytes.length);
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            refused(damaged, "bit " + bit);
        }
    }

    @Test
    void each_of_100_truncations_is_found() {
        for (int i = 0; i < 100; i++) {
            int length = random.nextInt(bytes.length);
            refused(Arrays.copyOf(bytes, length), "length " + length);
        }
        refused(new byte[0], "nothing");
        refused(new byte[bytes.length], "zeros");
        refused(Arrays.copyOf(bytes, bytes.length + 1), "one byte more");
    }

    @Test
    void a_whole_checkpoint_in_the_place_of_another_is_found() {
        byte[] other = CheckpointFormat.write(checkpoint(2));
        assertThat(CheckpointFormat.read(other).model().epoch()).isEqualTo(4);
        assertThatThrownBy(() -> CheckpointFormat.open(other, sha256(bytes))).isInstanceOf(CheckpointFormatException.class);
    }

    @Test
    void the_format_before_is_read_and_the_numerics_it_was_written_with_are_told() {
        byte[] old = CheckpointFormat.write(checkpoint(1), 1, 1);
        var content = CheckpointFormat.open(old, sha256(old));
        assertThat(content.numericsVersion()).isEqualTo(1);
        assertThat(content.checkpoint().progress().stateSince()).isZero();
        assertThat(content.checkpoint().progress().plateaus()).isEqualTo(2);
        assertThatThrownBy(() -> CheckpointFormat.read(CheckpointFormat.write(checkpoint(1), CheckpointFormat.VERSION + 1, 1)))
                .isInstanceOf(CheckpointFormatException.class).hasMessageContaining("not known here");
    }

    private static void refused(byte[] damaged, String how) {
        assertThatThrownBy(() -> CheckpointFormat.read(damaged)).as("%s, seed %d", how, SEED).isInstanceOf(CheckpointFormatException.class);
    }

    private static Checkpoint checkpoint(long seed) {
        var random = new SplittableRandom(seed);
        var preprocessing = new Preprocessing(List.of(new Encoding.Scaled("x", 0.5, 2, 0), new Encoding.OneHot("färbe", List.of("rot", "blau"))),
                List.of(new Encoding.Classes("y", List.of("a", "b"), false)));
        var progress = new Progress(3, 30, 7, 1.5, 2.5, 11, 96, 0.01, 5, 6, 0.4, Double.NaN, 1, 0.3, 1, 2,
                new TreeMap<>(Map.of("out.weight#0", floats(random, 12), "out.weight#1", floats(random, 12))));
        return new Checkpoint(state(random), state(random), preprocessing, progress);
    }

    private static ModelState state(SplittableRandom random) {
        return new ModelState(4, Map.of("trainLoss", 0.5),
                new TreeMap<>(Map.of("out.weight", new Tensor(List.of(4, 3), floats(random, 12)), "out.bias", new Tensor(List.of(4), floats(random, 4)))));
    }

    private static float[] floats(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
