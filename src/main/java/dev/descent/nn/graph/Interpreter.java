package dev.descent.nn.graph;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Computes a graph of {@link Pointwise} operations in double for a single row, node by node. Gradients need no code of their own:
 * they are nodes of the same graph, made by {@link Autodiff} from the one rule of each operation.
 */
public final class Interpreter {

    private final List<Node> nodes;
    private final double[] values;
    private final double[][] inputs;

    /** Of all nodes that the graph holds now. */
    public Interpreter(GraphBuilder graph) {
        this.nodes = graph.nodes();
        this.values = new double[nodes.size()];
        this.inputs = nodes.stream().map(node -> new double[node.inputs().size()]).toArray(double[][]::new);
    }

    /**
     * @param given what the sources stand for; the seed of a differentiation is 1
     * @throws IllegalStateException if there is another kind of operation
     */
    public void run(ToDoubleFunction<Source> given) {
        for (Node node : nodes) {
            values[node.id()] = switch (node.op()) {
                case Source source -> source.kind() == Source.Kind.SEED ? 1 : given.applyAsDouble(source);
                case Pointwise pointwise -> pointwise.value(inputs(node));
                case Op other -> throw new IllegalStateException(other + " needs a batch");
            };
        }
    }

    private double[] inputs(Node node) {
        double[] in = inputs[node.id()];
        for (int i = 0; i < in.length; i++) {
            in[i] = values[node.input(i).id()];
        }
        return in;
    }

    public double value(Node node) {
        return values[node.id()];
    }
}
