package dev.descent.nn.data;

/** Lets whoever waits for rows to be read and encoded end that early. Asked once per column and per block of rows, so it must be cheap. */
@FunctionalInterface
public interface Interruption {

    Interruption NONE = () -> {};

    /** Returns if the work is still wanted; what it throws otherwise ends the work, and the files that were begun are gone. */
    void check();
}
