package dev.descent.benchmark;

/** One way of doing a piece of work that is timed. */
interface Contender {

    String name();

    /** Works until the window says stop; the next call goes on from there. */
    void run(Window window);

    double unitsPerStep();

    /** Gives back what it holds outside of the heap. */
    default void close() {}

    /** Units per second in a window of this length. */
    default double rate(long nanos) {
        var window = new Window(nanos);
        run(window);
        return window.stepsPerSecond() * unitsPerStep();
    }
}
