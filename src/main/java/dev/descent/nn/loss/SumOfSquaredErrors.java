package dev.descent.nn.loss;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.PointLossOp;
import dev.descent.nn.kernel.PointLoss;

/** Sum of (z−y)² over rows and outputs, as in the least-squares fit: it grows with the batch. */
@JsonTypeName("sse")
public record SumOfSquaredErrors() implements Loss {

    @Override
    public Target target() {
        return Target.NUMBERS;
    }

    @Override
    public Node build(GraphBuilder graph, Node output, Node target) {
        return graph.add(new PointLossOp(PointLoss.SQUARED, 0, false), output, target);
    }
}
