package dev.descent.nn.loss;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.SoftmaxCrossEntropy;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Mean over rows of −log softmax(z)[class]; with weights the weighted mean, Σ w[class]·l / Σ w[class].
 *
 * @param classWeights in class order, from 1e-6 to 1e6; null weighs all alike
 */
@JsonTypeName("crossEntropy")
public record CrossEntropy(@Size(min = 2, max = 16_384) List<@DecimalMin("0.000001") @DecimalMax("1000000") Double> classWeights) implements Loss {

    public CrossEntropy {
        if (classWeights != null && classWeights.stream().anyMatch(weight -> weight == null || !(weight >= 1e-6 && weight <= 1e6))) {
            throw new IllegalArgumentException("classWeights must be from 1e-6 to 1e6");
        }
    }

    @Override
    public Target target() {
        return Target.CLASS;
    }

    @Override
    public Node build(GraphBuilder graph, Node output, Node target) {
        var weights = classWeights == null ? List.<Float>of() : classWeights.stream().map(Double::floatValue).toList();
        return graph.add(new SoftmaxCrossEntropy(weights), output, target);
    }
}
