package dev.descent.nn.spec;

import dev.descent.nn.graph.Expression;
import dev.descent.nn.graph.FormulaParser;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.PutColumn;
import dev.descent.nn.graph.Shape;
import dev.descent.nn.graph.Source;
import dev.descent.nn.graph.Spread;
import dev.descent.nn.graph.TakeColumn;
import dev.descent.nn.initializer.ConstantValue;
import dev.descent.nn.layer.ParameterSpec;
import java.util.List;
import java.util.function.Consumer;

/**
 * A checked formula.
 *
 * @param columns in the order of the inputs
 */
public record Formula(FormulaSpec spec, List<String> columns) implements CheckedModel {

    public Formula {
        columns = List.copyOf(columns);
    }

    @Override
    public Integer inputWidth() {
        return columns.size();
    }

    @Override
    public Integer outputWidth() {
        return 1;
    }

    @Override
    public boolean isComplete() {
        return true;
    }

    /** A single number each, under its own name. */
    @Override
    public List<ParameterSpec> parameters() {
        return spec.parameters().entrySet().stream().map(entry -> parameter(entry.getKey(), entry.getValue())).toList();
    }

    private static ParameterSpec parameter(String name, double start) {
        return new ParameterSpec(name, List.of(), new ConstantValue(start), 1, 1, new float[] {(float) start});
    }

    /** One for each operation of the formula. */
    @Override
    public long multiplications() {
        var graph = new GraphBuilder();
        build(graph, features(graph), false);
        return graph.nodes().stream().filter(node -> !(node.op() instanceof Source)).count();
    }

    @Override
    public boolean mixesRows() {
        return false;
    }

    @Override
    public Node build(GraphBuilder graph, Node features, boolean training, Consumer<Opened> values) {
        Node line = line(graph, features);
        var expression = new Expression(columns);
        line.below().stream().filter(node -> node.shape().isLine()).forEach(node -> values.accept(new Opened(expression.of(node), null, node, null)));
        return graph.add(new PutColumn(0, 1), line);
    }

    /** The value of the formula for each row, [B]. */
    public Node line(GraphBuilder graph, Node features) {
        return FormulaParser.parse(spec.formula(), graph, (name, _) -> node(name, graph, features));
    }

    private Node node(String name, GraphBuilder graph, Node features) {
        var start = spec.parameters().get(name);
        if (start != null) {
            return graph.add(new Spread(), CheckedModel.parameterNode(graph, parameter(name, start)));
        }
        return graph.add(new TakeColumn(columns.indexOf(name)), features);
    }

    private Node features(GraphBuilder graph) {
        return graph.source(Source.Kind.FEATURES, "features", Shape.rows(inputWidth()));
    }
}
