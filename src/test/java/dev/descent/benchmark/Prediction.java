package dev.descent.benchmark;

/** A trained network that is asked for predictions; its rows lie ready in the form it reads, what it says is left on the Java heap. */
interface Prediction {

    /** Rows that are asked for one at a time, in turn. */
    int SINGLE_ROWS = 64;

    /** Rows that are asked for at once. */
    int MANY_ROWS = 10_000;

    String name();

    /** Predicts one row, from 0 to {@link #SINGLE_ROWS} − 1. */
    Object one(int row);

    /** Predicts {@link #MANY_ROWS}. */
    Object many();

    default void close() {}
}
