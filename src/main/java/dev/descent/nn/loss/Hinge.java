package dev.descent.nn.loss;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.PointLossOp;
import dev.descent.nn.kernel.PointLoss;

/** Mean of max(0, 1 − y·z) with y ∈ {−1, 1} and one output (Cortes and Vapnik 1995). */
@JsonTypeName("hinge")
public record Hinge() implements Loss {

    @Override
    public Target target() {
        return Target.SIGN;
    }

    @Override
    public Node build(GraphBuilder graph, Node output, Node target) {
        return graph.add(new PointLossOp(PointLoss.HINGE, 0, true), output, target);
    }
}
