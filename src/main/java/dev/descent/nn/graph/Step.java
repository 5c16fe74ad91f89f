package dev.descent.nn.graph;

/** One operation bound to its buffers. */
@FunctionalInterface
public interface Step {

    /** Computes the share of one thread, of as many as {@link Execution#parts} says. */
    void run(int part);
}
