package dev.descent.nn.layer;

import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.Op;
import dev.descent.nn.graph.Product;
import dev.descent.nn.graph.TakePosition;
import dev.descent.nn.initializer.Initializer;
import dev.descent.nn.initializer.Zeros;
import java.util.Arrays;
import java.util.List;

/** What LSTM and GRU have in common: a sequence [time, features] step by step, with a state of so many units. */
record Recurrent(int gates, int units, boolean returnSequences) {

    Form form(Form input, RecurrentWeights weights, Layer.Complaints complaints) {
        if (weights != null) {
            int rows = Math.multiplyExact(gates, units);
            Integer features = input == null || input.rank() != 2 ? null : input.dims().getLast();
            GivenValues.checkNested(weights.weightIn(), Arrays.asList(rows, features), "/weights/weight_ih", complaints);
            GivenValues.checkNested(weights.weightHidden(), List.of(rows, units), "/weights/weight_hh", complaints);
            GivenValues.check(weights.biasIn(), rows, "/weights/bias_ih", complaints);
            GivenValues.check(weights.biasHidden(), rows, "/weights/bias_hh", complaints);
        }
        if (input == null) {
            return null;
        }
        if (input.rank() != 2) {
            complaints.add("", "invalid-model-spec", "must read a sequence [time, features] (reads " + input
                    + "): give the model's inputShape, such as [50, 2], or put a reshape layer in front of it");
            return null;
        }
        return returnSequences ? Form.sequence(input.dims().getFirst(), units) : Form.flat(units);
    }

    List<ParameterSpec> parameters(Form input, Initializer initializer, RecurrentWeights given) {
        int features = input.dims().getLast();
        int rows = Math.multiplyExact(gates, units);
        var weights = given == null ? RecurrentWeights.NONE : given;
        return List.of(
                new ParameterSpec("weight_ih", List.of(rows, features), initializer, features, units, GivenValues.flatNested(weights.weightIn()), storage(features), true),
                new ParameterSpec("weight_hh", List.of(rows, units), initializer, units, units, GivenValues.flatNested(weights.weightHidden()), storage(units), true),
                new ParameterSpec("bias_ih", List.of(rows), new Zeros(), features, units, GivenValues.flat(weights.biasIn()), storage(0), true),
                new ParameterSpec("bias_hh", List.of(rows), new Zeros(), units, units, GivenValues.flat(weights.biasHidden()), storage(0), true));
    }

    private Storage storage(int in) {
        return new Storage.Gates(units, gates, in);
    }

    long multiplications(Form input) {
        return Math.multiplyExact((long) input.dims().getFirst(), Math.multiplyExact((long) gates * units, input.dims().getLast() + (long) units));
    }

    /**
     * @param states from what the input gives to all gates, the weights and the bias of the state
     * @param hidden h of these states
     */
    Node build(GraphBuilder graph, Value input, List<Node> parameters, Op states, Op hidden) {
        Node x = input.byPosition(graph, true);
        Node given = graph.add(new Product(), x, parameters.get(0), parameters.get(2));
        Node weights = parameters.get(1);
        Node bias = parameters.get(3);
        Node h = graph.add(hidden, graph.add(states, given, weights, bias), given, weights, bias);
        return returnSequences || h.shape().positions() == 1 ? h : graph.add(new TakePosition(h.shape().positions() - 1), h);
    }
}
