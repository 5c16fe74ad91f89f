package dev.descent.nn.graph;

/** How the work of an operation is dealt out to threads. Never along a sum: each element is added up by one thread. */
public enum Split {
    /** by rows of the batch: a thread reads and writes its own rows of what is per row */
    ROWS,
    /** by parts of the result, each of which may need all rows */
    RESULT,
    /** not at all: the first thread does it */
    NONE
}
