package dev.descent.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.nn.kernel.Kernels;
import dev.descent.nn.kernel.Panels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {

    private static final int WIDTH = 21;
    private static final int MANY = 50_000;
    private static final Scratch.Content NOTHING = (_, _, _, _) -> {};

    @TempDir
    private Path directory;

    @Test
    void rows_are_gathered_alike_from_the_heap_and_from_a_file() {
        try (var scratch = new Scratch(directory)) {
            for (Rows rows : List.of(numbered(Scratch.onHeap(), 100), numbered(scratch, MANY))) {
                float[] panels = new float[Panels.size(3, WIDTH)];
                rows.gather(Kernels.best(), new int[] {9, 4, 99, 0}, 1, 0, 3, panels, 8);
                assertThat(List.of(at(panels, 0, 0), at(panels, 1, 20), at(panels, 2, 0))).containsExactly(4000f, 99_020f, 0f);
                rows.gather(Kernels.best(), null, 97, 1, 3, panels, 8);
                assertThat(List.of(at(panels, 0, 0), at(panels, 1, 20), at(panels, 2, 0))).containsExactly(4000f, 98_020f, 99_000f);
                assertThat(at(panels, 1, WIDTH)).isZero();
            }
        }
    }

    @Test
    void rows_start_at_a_multiple_of_16_floats_and_what_lies_between_them_is_zero() {
        assertThat(Rows.bytes(3, 1)).isEqualTo(3 * 64);
        assertThat(Rows.bytes(3, 16)).isEqualTo(3 * 64);
        assertThat(Rows.bytes(3, 17)).isEqualTo(3 * 128);
        try (var scratch = new Scratch(directory)) {
            float[] line = new float[32];
            numbered(scratch, MANY).copyPart(MANY - 2, 0, 32, line);
            for (int i = 0; i < line.length; i++) {
                assertThat(line[i]).isEqualTo(i < WIDTH ? (MANY - 2) * 1000f + i : 0);
            }
        }
    }

    @Test
    void a_matrix_may_be_larger_than_any_array() throws IOException {
        int rows = 9 << 20;
        try (var arena = Arena.ofConfined(); var channel = FileChannel.open(directory.resolve("sparse"), Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.SPARSE, StandardOpenOption.READ, StandardOpenOption.WRITE))) {
            var values = channel.map(FileChannel.MapMode.READ_WRITE, 0, Rows.bytes(rows, 256), arena);
            values.setAtIndex(ValueLayout.JAVA_FLOAT, rows * 256L - 1, 1);
            values.setAtIndex(ValueLayout.JAVA_FLOAT, (rows - 2) * 256L + 1, 3);
            var large = new Rows(values, rows, 256);
            float[] panels = new float[Panels.size(2, 256)];
            large.gather(Kernels.best(), new int[] {rows - 2, rows - 1}, 0, 0, 2, panels, 8);
            assertThat(List.of(at(panels, 0, 0), at(panels, 0, 1), at(panels, 1, 255))).containsExactly(0f, 3f, 1f);
        }
    }

    @Test
    void a_file_has_no_name_while_it_is_used() throws IOException {
        var below = directory.resolve("not/yet/there");
        try (var scratch = new Scratch(below)) {
            var rows = numbered(scratch, MANY);
            assertThat(below).isEmptyDirectory();
            assertThat(rows.get(MANY - 1, 1)).isEqualTo((MANY - 1) * 1000f + 1);
        }
    }

    @Test
    void what_a_run_keeps_on_the_heap_is_bounded() {
        var below = directory.resolve("made for files");
        try (var scratch = new Scratch(below)) {
            scratch.rows(MANY, 1, NOTHING);
            assertThat(below).doesNotExist();
            scratch.rows(MANY, 1, NOTHING);
            assertThat(below).exists();
        }
    }

    @Test
    void rows_in_a_file_end_with_their_scratch() {
        var scratch = new Scratch(directory);
        var rows = scratch.rows(MANY, WIDTH, NOTHING);
        scratch.close();
        assertThatThrownBy(() -> rows.get(0, 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void more_than_the_disk_holds_is_an_error_before_anything_is_written() throws IOException {
        try (var scratch = new Scratch(directory)) {
            assertThatThrownBy(() -> scratch.rows(Integer.MAX_VALUE, 1 << 16, NOTHING)).isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("562949953159168 bytes").hasRootCauseMessage("Less than 536870912 bytes would be left on the disk");
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void a_directory_that_cannot_be_written_is_an_error() throws IOException {
        var file = Files.createFile(directory.resolve("file"));
        try (var scratch = new Scratch(file)) {
            assertThatThrownBy(() -> scratch.rows(MANY, WIDTH, NOTHING)).isInstanceOf(UncheckedIOException.class);
        }
    }

    /** Row r, column c holds 1000 r + c. */
    private static Rows numbered(Scratch scratch, int rows) {
        return scratch.rows(rows, WIDTH, (block, stride, first, count) -> {
            for (int i = 0; i < count * WIDTH; i++) {
                block[i / WIDTH * stride + i % WIDTH] = (first + i / WIDTH) * 1000f + i % WIDTH;
            }
        });
    }

    private static float at(float[] panels, int row, int column) {
        return panels[Panels.index(8, row, column)];
    }
}
