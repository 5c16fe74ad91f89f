package dev.descent.nn.loss;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.PointLossOp;
import dev.descent.nn.kernel.PointLoss;

/** Cross-entropy of logits with y in {0, 1} for each output, mean over rows and outputs. */
@JsonTypeName("binaryCrossEntropy")
public record BinaryCrossEntropy() implements Loss {

    @Override
    public Target target() {
        return Target.BINARY;
    }

    @Override
    public Node build(GraphBuilder graph, Node output, Node target) {
        return graph.add(new PointLossOp(PointLoss.LOGISTIC, 0, true), output, target);
    }
}
