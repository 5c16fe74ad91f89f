package dev.descent.nn.train;

import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.kernel.CounterRandom;
import dev.descent.nn.layer.ParameterSpec;
import dev.descent.nn.spec.Network;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The trained tensors of a network, in layer order; the arrays stay the same for the life of a training. */
final class Parameters {

    private final List<ParameterSpec> specs;
    private final float[][] values;

    /** All values 0; {@link #initialize} or {@link #restore} come next. */
    Parameters(Network network) {
        this.specs = network.parameters();
        this.values = specs.stream().map(spec -> new float[Math.toIntExact(spec.count())]).toArray(float[][]::new);
    }

    /** Explicit values where they are given, draws of the initializer otherwise. */
    void initialize(long seed) {
        for (int i = 0; i < values.length; i++) {
            var spec = specs.get(i);
            if (spec.explicit() != null) {
                System.arraycopy(spec.explicit(), 0, values[i], 0, values[i].length);
            } else {
                spec.initializer().fill(values[i], spec.fanIn(), spec.fanOut(),
                        CounterRandom.of(seed, CounterRandom.Purpose.WEIGHTS, i));
            }
        }
    }

    void restore(Map<String, Tensor> tensors) {
        for (int i = 0; i < values.length; i++) {
            var tensor = tensors.get(name(i));
            if (tensor == null || tensor.values().length != values[i].length) {
                throw new CheckpointFormatException("the checkpoint does not fit the network: " + name(i));
            }
            System.arraycopy(tensor.values(), 0, values[i], 0, values[i].length);
        }
    }

    int count() {
        return values.length;
    }

    String name(int i) {
        return specs.get(i).name();
    }

    float[] values(int i) {
        return values[i];
    }

    /** The source node of each tensor in a graph that holds the network. */
    List<Node> nodes(GraphBuilder graph) {
        return specs.stream().map(spec -> Network.parameterNode(graph, spec)).toList();
    }

    /** The arrays by their nodes, for the plan to work on in place. */
    Map<Node, float[]> buffers(GraphBuilder graph) {
        var buffers = new HashMap<Node, float[]>();
        var nodes = nodes(graph);
        for (int i = 0; i < values.length; i++) {
            buffers.put(nodes.get(i), values[i]);
        }
        return buffers;
    }

    /** A copy by name. */
    SortedMap<String, Tensor> copy() {
        var copy = new TreeMap<String, Tensor>();
        for (int i = 0; i < values.length; i++) {
            copy.put(name(i), new Tensor(specs.get(i).dims(), values[i].clone()));
        }
        return copy;
    }
}
