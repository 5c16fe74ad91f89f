package dev.descent.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {

    private static final int COLUMNS = 40;
    private static final int ROWS = 40_000;

    @TempDir
    private Path directory;

    private int asked;

    @Test
    void encoding_ends_at_any_column_or_block_of_rows_and_leaves_no_file() {
        var table = new MemoryTable(ROWS);
        var encodings = IntStream.range(0, COLUMNS).mapToObj(i -> new Encoding.Scaled("x" + i, 0, 1, 0)).toList();
        encodings.forEach(encoding -> table.with(encoding.column(), new double[ROWS]));
        encode(table, encodings, Integer.MAX_VALUE);
        int times = asked;
        assertThat(times).as("once a column, and for each block of two files").isGreaterThan(2 * COLUMNS);
        for (int at : List.of(1, 2, COLUMNS, times / 2, times)) {
            assertThatThrownBy(() -> encode(table, encodings, at)).hasMessage("enough");
            assertThat(directory).isEmptyDirectory();
        }
    }

    private void encode(Table table, List<Encoding.Scaled> encodings, int endAt) {
        asked = 0;
        Interruption interruption = () -> {
            if (++asked == endAt) {
                throw new IllegalStateException("enough");
            }
        };
        try (var scratch = new Scratch(directory, interruption)) {
            new RowEncoder(new InterruptibleTable(table, interruption), IntStream.range(0, ROWS).toArray()).encode(List.copyOf(encodings), scratch);
        }
    }
}
