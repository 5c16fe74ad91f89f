package dev.descent.nn.graph;

import java.util.List;

/** One operation: its shape rule, its gradient rule, and how it runs. A record, so equal operations on equal inputs are one node. */
public sealed interface Op
        permits Elementwise, Source, Product, TransposedProduct, Transpose, ColumnSums, ColumnMean, ColumnVariance, ColumnProducts,
                NormalizeRows, NormalizeRowsGradient, TakeColumn, PutColumn, Total, Concat, Slice, PointLossOp, SoftmaxCrossEntropy, SoftmaxCrossEntropyGradient, PatchesGradient, Convolve,
                ConvolveWeights, TransposeTaps, Patches, AveragePool, MaxPool, MaxPoolGradient, ToPositions, Flatten, TakePosition, PutPosition, LookUp,
                LookUpGradient, LstmStates, LstmHidden, LstmGradient, GruStates, GruHidden, GruGradient {

    /** @throws IllegalArgumentException if the inputs do not fit; a checked specification never gets here */
    Shape shape(List<Node> inputs);

    /**
     * The chain rule: for each input of {@code node} the node of its gradient, built into the same graph, or null where none
     * flows.
     *
     * @param gradient ∂loss/∂node, of the node's own shape
     */
    List<Node> gradients(GraphBuilder graph, Node node, Node gradient);

    /** Fixes the operation to its buffers: sizes are looked up here once, so that running it is arithmetic alone. */
    Step bind(Binding binding);

    /** Bytes of what the operation looks up while it runs, beside its value. */
    default long tableBytes(Node node) {
        return 0;
    }

    /** How its work is dealt out. */
    default Split split(Node node) {
        return node.shape().perRow() ? Split.ROWS : Split.RESULT;
    }

    /** For the operations that only differentiation makes: nothing here is differentiated twice. */
    static List<Node> noSecondDerivative(Op op) {
        throw new IllegalStateException(op + " is itself a gradient");
    }

    /** For the operations through which no gradient is ever asked for. */
    static List<Node> noDerivative(Op op) {
        throw new IllegalStateException(op + " is not differentiated by itself");
    }
}
