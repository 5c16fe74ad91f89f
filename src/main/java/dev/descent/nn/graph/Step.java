package dev.descent.nn.graph;

/** One operation bound to its buffers. */
@FunctionalInterface
public interface Step {

    /** Computes one part, of as many as {@link Execution#parts} says; several may be done at the same time. */
    void run(int part);
}
