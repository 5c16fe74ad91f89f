package dev.descent.nn.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.nn.kernel.CounterRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of a picture between pixels is compared with SciPy 1.10, ndimage.affine_transform(order=1, mode="grid-constant"). */
class AugmentationTest {

    private static final List<Integer> DIMS = List.of(1, 4, 5);
    private static final float[] PICTURE = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4};

    @Test
    void a_turn_by_thirty_degrees_is_scipys() {
        double cos = Math.cos(Math.toRadians(30));
        double sin = Math.sin(Math.toRadians(30));
        float[] expected = {4.24519f, 5.09206f, 2.0012f, 2.55986f, 0.21178f, 4.91506f, 5.55625f, 5.2512f, 3.98446f, 3.0024f, 2.75481f, 5.7859f, 8.31578f, 5.83494f, 3.16266f, 0.40553f,
            2.02156f, 6.90072f, 7.4258f, 4.03701f};
        assertThat(moved(new Plane.Source(1.5 - cos * 1.5 + sin * 2, cos, -sin, 2 - sin * 1.5 - cos * 2, sin, cos))).containsExactly(expected, within(1e-4f));
    }

    @Test
    void a_part_that_is_stretched_is_scipys() {
        float[] expected = {5.0f, 1.7f, 3.92f, 5.08f, 4.12f, 6.2f, 3.8f, 5.66f, 6.64f, 5.86f, 6.2f, 7.4f, 8.18f, 8.32f, 7.18f, 4.4f, 5.0f, 5.6f, 6.3f, 7.2f};
        assertThat(moved(new Plane.Source(0.7, 0.6, 0, 0.4, 0, 0.6))).containsExactly(expected, within(1e-4f));
    }

    @Test
    void a_flip_mirrors_and_a_second_one_takes_it_back() {
        var flip = new Flip(Flip.Axis.HORIZONTAL, 1.0);
        assertThat(applied(flip, PICTURE, 1)).startsWith(5, 1, 4, 1, 3).endsWith(4, 8, 3, 2, 3);
        assertThat(applied(flip, applied(flip, PICTURE, 1), 1)).containsExactly(PICTURE);
        assertThat(applied(new Flip(Flip.Axis.VERTICAL, 1.0), PICTURE, 1)).startsWith(3, 2, 3, 8, 4).endsWith(3, 1, 4, 1, 5);
        assertThat(IntStream.range(0, 1000).filter(key -> !Arrays.equals(applied(new Flip(null, null), PICTURE, key), PICTURE)).count()).isBetween(440L, 560L);
    }

    @Test
    void a_shift_moves_by_whole_pixels_to_every_place() {
        var places = IntStream.range(0, 2000).mapToObj(key -> Arrays.toString(applied(new Shift(1, 2), PICTURE, key))).distinct().count();
        assertThat(places).isEqualTo(15);
        assertThat(applied(new Shift(0, 0), PICTURE, 5)).containsExactly(PICTURE);
    }

    @Test
    void the_least_of_each_leaves_a_picture_as_it_is() {
        assertThat(applied(new Rotate(0.0), PICTURE, 3)).containsExactly(PICTURE);
        assertThat(applied(new Crop(1.0), PICTURE, 3)).containsExactly(PICTURE);
        assertThat(applied(new Noise(0.0), PICTURE, 3)).containsExactly(PICTURE);
    }

    @Test
    void channels_are_moved_alike() {
        float[] two = new float[40];
        System.arraycopy(PICTURE, 0, two, 0, 20);
        System.arraycopy(PICTURE, 0, two, 20, 20);
        for (var augmentation : List.of(new Flip(null, 1.0), new Shift(2, 2), new Crop(0.5), new Rotate(90.0))) {
            float[] row = two.clone();
            augmentation.apply(row, new float[40], List.of(2, 4, 5), 11);
            assertThat(Arrays.copyOf(row, 20)).as(augmentation.toString()).containsExactly(Arrays.copyOfRange(row, 20, 40));
            assertThat(row).as(augmentation.toString()).isNotEqualTo(two);
        }
    }

    @Test
    void noise_is_normal() {
        float[] row = new float[20_000];
        new Noise(0.5).apply(row, new float[row.length], List.of(row.length), 17);
        double mean = IntStream.range(0, row.length).mapToDouble(i -> row[i]).average().orElseThrow();
        double square = IntStream.range(0, row.length).mapToDouble(i -> row[i] * row[i]).average().orElseThrow();
        assertThat(mean).isCloseTo(0, within(0.02));
        assertThat(Math.sqrt(square)).isCloseTo(0.5, within(0.01));
    }

    @Test
    void time_moves_along_its_own_axis() {
        float[] channels = {1, 2, 3, 4, 5, 6};
        var shifted = IntStream.range(0, 100).mapToObj(key -> {
            float[] row = channels.clone();
            new TimeShift(1, TimeShift.Time.LAST).apply(row, new float[6], List.of(2, 3), CounterRandom.bits(1, key));
            return Arrays.toString(row);
        }).distinct();
        assertThat(shifted).containsExactlyInAnyOrder("[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]", "[0.0, 1.0, 2.0, 0.0, 4.0, 5.0]", "[2.0, 3.0, 0.0, 5.0, 6.0, 0.0]");
        var steps = IntStream.range(0, 100).mapToObj(key -> {
            float[] row = channels.clone();
            new TimeShift(1, TimeShift.Time.FIRST).apply(row, new float[6], List.of(3, 2), CounterRandom.bits(1, key));
            return Arrays.toString(row);
        }).distinct();
        assertThat(steps).containsExactlyInAnyOrder("[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]", "[0.0, 0.0, 1.0, 2.0, 3.0, 4.0]", "[3.0, 4.0, 5.0, 6.0, 0.0, 0.0]");
    }

    private static float[] moved(Plane.Source source) {
        float[] row = PICTURE.clone();
        Plane.move(row, new float[row.length], DIMS, source);
        return row;
    }

    private static float[] applied(Augmentation augmentation, float[] picture, long key) {
        float[] row = picture.clone();
        augmentation.apply(row, new float[row.length], DIMS, CounterRandom.bits(1, key));
        return row;
    }
}
