package dev.descent.nn.graph;

/** How the work of an operation is cut into parts, which threads take. Never along a sum: each element is added up in one part. */
public enum Split {
    /** by rows of the batch: a part reads and writes its own rows of what is per row */
    ROWS,
    /** by parts of the result, each of which may need all rows */
    RESULT,
    /** not at all: the first part does everything */
    NONE
}
