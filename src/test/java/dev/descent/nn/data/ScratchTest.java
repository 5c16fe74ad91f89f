package dev.descent.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.nn.kernel.Panels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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

    @TempDir
    private Path directory;

    @Test
    void rows_are_gathered_alike_from_the_heap_and_from_a_file() {
        try (var scratch = new Scratch(directory)) {
            for (Rows rows : List.of(filled(Scratch.onHeap().rows(100, WIDTH)), filled(scratch.rows(MANY, WIDTH)))) {
                float[] panels = new float[Panels.size(3, WIDTH)];
                rows.gather(new int[] {9, 4, 99, 0}, 1, 0, 3, panels, 8);
                assertThat(List.of(at(panels, 0, 0), at(panels, 1, 20), at(panels, 2, 0))).containsExactly(4000f, 99_020f, 0f);
                rows.gather(null, 97, 1, 3, panels, 8);
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
        float[] values = new float[2 * 32];
        var rows = filled(new Rows(MemorySegment.ofArray(values), 2, WIDTH));
        rows.replaceAll(value -> value + 1);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isEqualTo(i % 32 < WIDTH ? i / 32 * 1000 + i % 32 + 1 : 0);
        }
    }

    @Test
    void a_matrix_may_be_larger_than_any_array() throws IOException {
        int rows = 9 << 20;
        try (var arena = Arena.ofConfined(); var channel = FileChannel.open(directory.resolve("sparse"), Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.SPARSE, StandardOpenOption.READ, StandardOpenOption.WRITE))) {
            var large = new Rows(channel.map(FileChannel.MapMode.READ_WRITE, 0, Rows.bytes(rows, 256), arena), rows, 256);
            large.set(rows - 1, 255, 1);
            large.set(rows - 2, 0, new float[] {2, 3}, 0, 2);
            float[] panels = new float[Panels.size(2, 256)];
            large.gather(new int[] {rows - 2, rows - 1}, 0, 0, 2, panels, 8);
            assertThat(List.of(at(panels, 0, 0), at(panels, 0, 1), at(panels, 1, 255))).containsExactly(2f, 3f, 1f);
        }
    }

    @Test
    void a_file_has_no_name_while_it_is_used() throws IOException {
        var below = directory.resolve("not/yet/there");
        try (var scratch = new Scratch(below)) {
            var rows = filled(scratch.rows(MANY, WIDTH));
            assertThat(below).isEmptyDirectory();
            assertThat(rows.get(MANY - 1, 1)).isEqualTo((MANY - 1) * 1000f + 1);
        }
    }

    @Test
    void what_a_run_keeps_on_the_heap_is_bounded() {
        var below = directory.resolve("made for files");
        try (var scratch = new Scratch(below)) {
            scratch.rows(MANY, 1);
            assertThat(below).doesNotExist();
            scratch.rows(MANY, 1);
            assertThat(below).exists();
        }
    }

    @Test
    void rows_in_a_file_end_with_their_scratch() {
        var scratch = new Scratch(directory);
        var rows = scratch.rows(MANY, WIDTH);
        scratch.close();
        assertThatThrownBy(() -> rows.get(0, 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void more_than_the_disk_holds_is_an_error_before_anything_is_written() throws IOException {
        try (var scratch = new Scratch(directory)) {
            assertThatThrownBy(() -> scratch.rows(Integer.MAX_VALUE, 1 << 16)).isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("562949953159168 bytes").hasRootCauseMessage("Less than 536870912 bytes would be left on the disk");
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void a_directory_that_cannot_be_written_is_an_error() throws IOException {
        var file = Files.createFile(directory.resolve("file"));
        try (var scratch = new Scratch(file)) {
            assertThatThrownBy(() -> scratch.rows(MANY, WIDTH)).isInstanceOf(UncheckedIOException.class);
        }
    }

    private static Rows filled(Rows rows) {
        float[] row = new float[WIDTH + 2];
        for (int r = 0; r < rows.rows(); r++) {
            for (int c = 0; c < WIDTH; c++) {
                row[c + 1] = r * 1000f + c;
            }
            rows.set(r, 0, row, 1, WIDTH);
        }
        return rows;
    }

    private static float at(float[] panels, int row, int column) {
        return panels[Panels.index(8, row, column)];
    }
}
