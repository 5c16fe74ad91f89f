package dev.descent.nn.layer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.GruHidden;
import dev.descent.nn.graph.GruStates;
import dev.descent.nn.graph.Node;
import dev.descent.nn.initializer.Initializer;
import dev.descent.nn.kernel.Function;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A recurrent layer with gates for reset, update and candidate, blocks r z n (Cho et al. 2014; the reset gate multiplies W·h + b). Gives the state after the last step [units],
 * or with {@code returnSequences} after each [time, units]. Tensors {@code weight_ih} [3·units, features], {@code weight_hh} [3·units, units],
 * {@code bias_ih} and {@code bias_hh} [3·units].
 */
@JsonTypeName("gru")
public record Gru(
        @Size(min = 1, max = 200) String name,
        @Size(min = 1, max = 64) List<String> inputs,
        @NotNull @Min(1) @Max(65_536) Integer units,
        Boolean returnSequences,
        Function activation,
        Initializer initializer,
        RecurrentWeights weights)
        implements Layer {

    private static final int GATES = 3;

    public Gru {
        returnSequences = returnSequences == null ? Boolean.FALSE : returnSequences;
        activation = activation == null ? Function.LINEAR : activation;
    }

    @Override
    public Layer resolved(String name, List<String> inputs, boolean rectified, Integer units) {
        return new Gru(name, inputs, this.units, returnSequences, activation, Sliding.initializer(initializer, rectified), weights);
    }

    private Recurrent recurrent() {
        return new Recurrent(GATES, units, returnSequences);
    }

    @Override
    public Form form(List<Form> inputs, Complaints complaints) {
        return recurrent().form(inputs.getFirst(), weights, complaints);
    }

    @Override
    public List<ParameterSpec> parameters(List<Form> inputs) {
        return recurrent().parameters(inputs.getFirst(), initializer, weights);
    }

    @Override
    public long multiplications(List<Form> inputs) {
        return recurrent().multiplications(inputs.getFirst());
    }

    @Override
    public Node build(GraphBuilder graph, List<Value> inputs, List<Node> parameters, Form form, boolean training, int index) {
        return recurrent().build(graph, inputs.getFirst(), parameters, new GruStates(units), new GruHidden(units));
    }
}
