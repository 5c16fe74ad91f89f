package dev.descent.nn.graph;

import dev.descent.nn.kernel.Panels;
import java.util.Arrays;
import java.util.List;

/** Mean over the batch of weight·(−log softmax(z)[class]), divided by the sum of the weights; an empty list weighs all alike. */
public record SoftmaxCrossEntropy(List<Float> weights) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return Shape.fixed(1);
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return Arrays.asList(graph.add(new SoftmaxCrossEntropyGradient(weights), node.input(0), node.input(1)), null);
    }

    @Override
    public Split split(Node node) {
        return Split.NONE;
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        var execution = binding.execution();
        float[] out = binding.out();
        float[] z = binding.in(0);
        float[] classes = binding.in(1);
        float[] w = array(weights);
        int n = binding.columns(0);
        float[] scratch = new float[Panels.size(n)];
        return part -> {
            execution.lossSum = kernels.softmaxCrossEntropy(z, classes, w, scratch, execution.height, execution.rows, n);
            execution.lossWeight = kernels.classWeight(classes, w, execution.rows);
            out[0] = (float) execution.loss();
        };
    }

    static float[] array(List<Float> weights) {
        if (weights.isEmpty()) {
            return null;
        }
        float[] array = new float[weights.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = weights.get(i);
        }
        return array;
    }
}
