package dev.descent.nn.graph;

/** One operation bound to its buffers. */
@FunctionalInterface
public interface Step {
    void run();
}
