package dev.descent.nn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowEncoderTest {

    private static final int[] ROWS = {2, 0};

    /** More numbers than are collected before they are written, broken off by categories in several places. */
    @Test
    void every_column_lands_in_its_place() {
        var table = new MemoryTable(3).with("colour", List.of("red", "blue", "red"));
        var encodings = new ArrayList<Encoding>();
        var expected = List.of(new ArrayList<Float>(), new ArrayList<Float>());
        for (int c = 0; c < 50; c++) {
            if (c % 19 == 3) {
                encodings.add(new Encoding.OneHot("colour", List.of("blue", "red")));
                expected.forEach(row -> row.addAll(List.of(0f, 1f)));
            }
            table.with("n" + c, c, c + 100, c + 200);
            encodings.add(new Encoding.Scaled("n" + c, 0, 1, Double.NaN));
            expected.get(0).add(c + 200f);
            expected.get(1).add((float) c);
        }
        var rows = new RowEncoder(table, ROWS).encode(encodings, Scratch.onHeap());
        assertThat(rows.width()).isEqualTo(56);
        float[] values = first(2, rows);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isEqualTo(expected.get(i / 56).get(i % 56));
        }
    }

    @Test
    void classes_stand_beside_numbers() {
        var table = new MemoryTable(3).with("x", 5, 6, 7).with("label", List.of("b", "a", "c"));
        var encodings = List.<Encoding>of(new Encoding.Scaled("x", 0, 1, 0), new Encoding.Classes("label", List.of("a", "b", "c"), false));
        var rows = new RowEncoder(table, ROWS).encode(encodings, Scratch.onHeap());
        assertThat(first(2, rows)).containsExactly(7, 2, 5, 1);
    }

    private static float[] first(int count, Rows rows) {
        float[] values = new float[count * rows.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.get(i / rows.width(), i % rows.width());
        }
        return values;
    }
}
