package dev.descent.dataset.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files and numbers by Pillow 9.4, NumPy and SciPy 1.10; the script beside them says what is in them. */
class MediaTest {

    private static final Path FILES = Path.of("src/test/resources/media");
    private static final JsonNode EXPECTED = JsonMapper.shared().readTree(FILES.resolve("expected.json"));

    @ParameterizedTest
    @ValueSource(strings = {"grey.png", "rgb.png", "alpha.png", "deep.png", "palette.png", "bits.png"})
    void pixels_are_those_of_the_file(String name) {
        assertThat(new Picture(null, null, null).like(bytes(name)).read().apply(bytes(name))).containsExactly(expected(name), within(1e-5));
    }

    /** Decoders may round a pixel of a JPEG file differently by one. */
    @Test
    void a_jpeg_file_is_nearly_what_another_decoder_reads() {
        assertThat(new Picture(null, null, null).like(bytes("smooth.jpg")).read().apply(bytes("smooth.jpg"))).containsExactly(expected("smooth.jpg"), within(1.0));
    }

    /** Pillow rounds after each of the two directions, to half a level each. */
    @ParameterizedTest
    @CsvSource({"12, 8", "90, 50"})
    void another_size_is_what_pillow_makes_of_it(int width, int height) {
        var picture = new Picture(width, height, null);
        assertThat(picture.like(bytes("smooth.png")).read().apply(bytes("smooth.png"))).containsExactly(expected("smooth.png to " + width + "x" + height), within(1.01));
    }

    @Test
    void colours_become_grey_and_grey_becomes_three_equal_channels() {
        assertThat(new Picture(null, null, 1).like(bytes("rgb.png")).read().apply(bytes("rgb.png"))).containsExactly(expected("rgb.png in grey"), within(1e-5));
        double[] grey = expected("grey.png");
        double[] three = new Picture(null, null, 3).like(bytes("grey.png")).read().apply(bytes("grey.png"));
        assertThat(three).hasSize(3 * grey.length).startsWith(grey).endsWith(grey);
    }

    @ParameterizedTest
    @CsvSource({"cut.png, ends early", "cut.jpg, damaged", "cmyk.jpg, CMYK", "bomb.png, 3600000000 pixels", "tone16.wav, neither PNG nor JPEG"})
    void a_picture_that_cannot_be_seen_is_refused(String name, String words) {
        assertThatThrownBy(() -> new Picture(null, null, null).like(bytes(name))).isInstanceOf(DamagedException.class).hasMessageContaining(words);
    }

    @Test
    void pictures_of_several_sizes_need_one_to_be_stretched_to() {
        var reading = new Picture(null, null, null).like(bytes("grey.png"));
        assertThatThrownBy(() -> reading.read().apply(bytes("smooth.png"))).isInstanceOf(DamagedException.class).hasMessageContaining("options.image");
        assertThat(new Picture(7, 5, null).like(bytes("grey.png")).read().apply(bytes("smooth.png"))).hasSize(35);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tone8.wav", "tone16.wav", "tone24.wav", "tone32.wav", "float.wav", "stereo.wav"})
    void samples_are_those_of_the_file(String name) {
        double[] signal = new Sound(null, null, null, null, null, null).like(bytes(name)).read().apply(bytes(name));
        assertThat(signal).hasSize(1600);
        assertThat(Arrays.copyOf(signal, 50)).containsExactly(expected(name), within(1e-6));
    }

    /** The tone itself at twice the rate; 16 bits and 16 zero crossings of the filter leave less than a thousandth. */
    @Test
    void another_rate_gives_the_same_tone() {
        double[] signal = new Sound(16_000, 3200, null, null, null, null).like(bytes("tone16.wav")).read().apply(bytes("tone16.wav"));
        assertThat(Arrays.copyOfRange(signal, 100, 140)).containsExactly(expected("tone16.wav at 16000"), within(1e-3));
    }

    @Test
    void the_mel_spectrum_is_scipys() {
        var sound = new Sound(null, null, Sound.Features.LOG_MEL, 200, 80, 20);
        assertThat(sound.like(bytes("tone16.wav")).read().apply(bytes("tone16.wav"))).containsExactly(expected("tone16.wav logMel"), within(1e-5));
    }

    @Test
    void a_signal_is_cut_or_ends_in_silence() {
        assertThat(new Sound(null, 30, null, null, null, null).like(bytes("tone16.wav")).read().apply(bytes("tone16.wav"))).hasSize(30);
        double[] longer = new Sound(null, 2000, null, null, null, null).like(bytes("tone16.wav")).read().apply(bytes("tone16.wav"));
        assertThat(Arrays.copyOfRange(longer, 1600, 2000)).containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource({"silent.wav, no sample", "cut.wav, ends early", "grey.png, no WAV file"})
    void a_sound_that_cannot_be_heard_is_refused(String name, String words) {
        assertThatThrownBy(() -> new Sound(null, null, null, null, null, null).like(bytes(name))).isInstanceOf(DamagedException.class).hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grey.png", "alpha.png", "palette.png", "smooth.jpg", "tone16.wav", "tone24.wav"})
    void whatever_byte_is_changed_a_file_is_read_or_refused(String name) {
        var random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            byte[] file = bytes(name);
            for (int n = 0; n <= i % 4; n++) {
                file[random.nextInt(Math.min(file.length, i % 2 == 0 ? 80 : file.length))] = (byte) random.nextInt();
            }
            file = i % 5 == 0 ? Arrays.copyOf(file, random.nextInt(file.length)) : file;
            var medium = Medium.of(file);
            if (medium != null) {
                try {
                    assertThat(medium.like(file).numbers()).isPositive();
                } catch (DamagedException e) {
                    assertThat(e.getMessage()).doesNotContain("Exception");
                }
            }
        }
    }

    private static double[] expected(String name) {
        return EXPECTED.get(name).valueStream().mapToDouble(JsonNode::doubleValue).toArray();
    }

    private static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(FILES.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
