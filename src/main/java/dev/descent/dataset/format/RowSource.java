package dev.descent.dataset.format;

import java.util.List;
import java.util.Optional;

/** Rows that can be read more than once, each time from the start and each time the same. */
public interface RowSource {

    /** Feeds every row. What is wrong with single rows goes to {@code problems}; a source that cannot be read at all throws a Problem. */
    void read(RowSink sink, RowProblems problems);

    /** Names in order. A source that finds its columns on the way knows all of them after it was read once. */
    List<String> columns();

    Dialect dialect();

    /** The same rows by a faster reading, where they look as if it could read them. */
    default Optional<PlainCsv> plain(ReadOptions options) {
        return Optional.empty();
    }

    /** JSON pointer of a cell in the request: a file knows lines, inline rows know cells. */
    default String pointer(long line, int column) {
        return "/file/line/" + line;
    }

    /** JSON pointer of a column's name. */
    default String headerPointer(int column) {
        return "/file/line/1";
    }

    /** What a person calls the place. */
    default String place(long line) {
        return "line " + line;
    }
}
