package dev.descent.nn.train;

import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.RunningAverage;
import dev.descent.nn.kernel.CounterRandom;
import dev.descent.nn.layer.ParameterSpec;
import dev.descent.nn.spec.CheckedModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tensors of a model in panels, in its order; the arrays stay the same for the life of a training. */
final class Parameters {

    private final List<ParameterSpec> specs;
    private final float[][] values;

    /** All values 0; {@link #initialize} or {@link #restore} come next. */
    Parameters(CheckedModel model) {
        this.specs = model.parameters();
        this.values = specs.stream().map(spec -> new float[spec.stored().panels(0)]).toArray(float[][]::new);
    }

    /** Explicit values where they are given, draws of the initializer otherwise. */
    void initialize(long seed) {
        for (int i = 0; i < values.length; i++) {
            var spec = specs.get(i);
            float[] start = spec.explicit();
            if (start == null) {
                start = new float[Math.toIntExact(spec.count())];
                spec.initializer().fill(start, spec.fanIn(), spec.fanOut(), CounterRandom.of(seed, CounterRandom.Purpose.WEIGHTS, i));
            }
            spec.pack(start, values[i]);
        }
    }

    void restore(Map<String, Tensor> tensors) {
        for (int i = 0; i < values.length; i++) {
            var tensor = tensors.get(name(i));
            if (tensor == null || tensor.values().length != specs.get(i).count()) {
                throw new CheckpointFormatException("the checkpoint does not fit the network: " + name(i));
            }
            specs.get(i).pack(tensor.values(), values[i]);
        }
    }

    int count() {
        return values.length;
    }

    String name(int i) {
        return specs.get(i).name();
    }

    ParameterSpec spec(int i) {
        return specs.get(i);
    }

    /** In panels. */
    float[] values(int i) {
        return values[i];
    }

    /** The source node of each tensor in a graph that holds the network. */
    List<Node> nodes(GraphBuilder graph) {
        return specs.stream().map(spec -> CheckedModel.parameterNode(graph, spec)).toList();
    }

    /** The arrays by their nodes, and by the nodes of their new values, for the plan to work on in place. */
    Map<Node, float[]> buffers(GraphBuilder graph) {
        var buffers = new HashMap<Node, float[]>();
        var nodes = nodes(graph);
        for (int i = 0; i < values.length; i++) {
            buffers.put(nodes.get(i), values[i]);
        }
        runningAverages(graph).forEach(node -> buffers.put(node, buffers.get(node.input(0))));
        return buffers;
    }

    /** New values of tensors that are not trained, once per mini-batch. */
    static List<Node> runningAverages(GraphBuilder graph) {
        return graph.nodes().stream().filter(node -> node.op() instanceof RunningAverage).toList();
    }

    /** A copy by name, row-major. */
    SortedMap<String, Tensor> copy() {
        return tensors(values);
    }

    /** Names and shapes given back to a copy of {@link #values}. */
    SortedMap<String, Tensor> tensors(float[][] panels) {
        var tensors = new TreeMap<String, Tensor>();
        for (int i = 0; i < panels.length; i++) {
            tensors.put(name(i), new Tensor(specs.get(i).dims(), specs.get(i).unpack(panels[i])));
        }
        return tensors;
    }
}
