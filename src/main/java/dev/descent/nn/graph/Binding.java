package dev.descent.nn.graph;

import dev.descent.nn.kernel.Kernels;

/**
 * Where an operation finds its inputs and leaves its value.
 *
 * @param in  a buffer for each input
 * @param out the node's own buffer, written whole
 */
public record Binding(Kernels kernels, Node node, float[][] in, float[] out, Execution execution) {

    float[] in(int index) {
        return in[index];
    }

    /** Elements of the input, per row where it is per row. */
    int size(int index) {
        return node.input(index).shape().size();
    }

    /** Elements of the node's value, per row where it is per row. */
    int size() {
        return node.shape().size();
    }
}
