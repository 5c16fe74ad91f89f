package dev.descent.nn.loss;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.PointLossOp;
import dev.descent.nn.kernel.PointLoss;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** e²/2 for |e| ≤ δ, δ(|e| − δ/2) beyond, with e = z−y; mean over rows and outputs (Huber 1964). */
@JsonTypeName("huber")
public record Huber(@DecimalMin(value = "0", inclusive = false) @DecimalMax("1e30") Double delta) implements Loss {

    public Huber {
        delta = delta == null ? Double.valueOf(1) : delta;
    }

    @Override
    public Target target() {
        return Target.NUMBERS;
    }

    @Override
    public Node build(GraphBuilder graph, Node output, Node target) {
        return graph.add(new PointLossOp(PointLoss.HUBER, (float) (double) delta, true), output, target);
    }
}
