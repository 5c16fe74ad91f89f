package dev.descent.worker;

/** A run was told to stop before its training began. */
final class Stopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Stopped() {
        super("The run was told to stop while its rows were prepared");
    }
}
