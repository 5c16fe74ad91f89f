package dev.descent.nn.graph;

import java.util.List;

/** dz of {@link SoftmaxCrossEntropy}: (softmax(z) − oneHot(class))·weight / sum of weights. */
public record SoftmaxCrossEntropyGradient(List<Float> weights) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.get(0).shape();
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return Op.noSecondDerivative(this);
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        var execution = binding.execution();
        float[] out = binding.out();
        float[] z = binding.in(0);
        float[] classes = binding.in(1);
        float[] w = SoftmaxCrossEntropy.array(weights);
        int n = binding.columns();
        return part -> {
            float scale = (float) (1 / kernels.classWeight(classes, w, execution.rows));
            kernels.softmaxCrossEntropyGradient(
                    z, classes, w, scale, out, execution.height, execution.rowFrom(part), execution.rowTo(part), n);
        };
    }
}
