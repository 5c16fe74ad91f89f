package dev.descent.nn.graph;

import java.util.List;

/** A value from outside: the features, the target, a parameter tensor, by name. */
public record Source(Kind kind, String name, Shape declared) implements Op {

    public enum Kind { FEATURES, TARGET, PARAMETER, SEED }

    @Override
    public Shape shape(List<Node> inputs) {
        return declared;
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return List.of();
    }

    @Override
    public Step bind(Binding binding) {
        throw new IllegalStateException(name + " is given, not computed");
    }
}
