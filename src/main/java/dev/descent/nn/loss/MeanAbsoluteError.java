package dev.descent.nn.loss;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.PointLossOp;
import dev.descent.nn.kernel.PointLoss;

/** Mean of |z−y| over rows and outputs; derivative 0 where z = y. */
@JsonTypeName("mae")
public record MeanAbsoluteError() implements Loss {

    @Override
    public Target target() {
        return Target.NUMBERS;
    }

    @Override
    public Node build(GraphBuilder graph, Node output, Node target) {
        return graph.add(new PointLossOp(PointLoss.ABSOLUTE, 0, true), output, target);
    }
}
