package dev.descent.export.onnx;

import dev.descent.nn.graph.Add;
import dev.descent.nn.graph.Apply;
import dev.descent.nn.graph.Combine;
import dev.descent.nn.graph.Filled;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Map;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.Op;
import dev.descent.nn.graph.Power;
import dev.descent.nn.graph.PutColumn;
import dev.descent.nn.graph.Scale;
import dev.descent.nn.graph.Shape;
import dev.descent.nn.graph.Source;
import dev.descent.nn.graph.Spread;
import dev.descent.nn.graph.TakeColumn;
import dev.descent.nn.kernel.Unary;
import dev.descent.nn.spec.Formula;
import dev.descent.nn.train.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;

/** A formula in operators of ONNX, node by node; each value is a column [N, 1]. */
final class OnnxFormula {

    private final OnnxGraph graph;
    private final Formula formula;
    private final SortedMap<String, Tensor> tensors;
    private final java.util.Map<Node, String> known = new HashMap<>();

    OnnxFormula(OnnxGraph graph, Formula formula, SortedMap<String, Tensor> tensors) {
        this.graph = graph;
        this.formula = formula;
        this.tensors = tensors;
    }

    String output(String features) {
        var nodes = new GraphBuilder();
        Node source = nodes.source(Source.Kind.FEATURES, "features", Shape.rows(formula.inputWidth()));
        known.put(source, features);
        return value(formula.build(nodes, source, false));
    }

    private String value(Node node) {
        var found = known.get(node);
        if (found == null) {
            found = written(node);
            known.put(node, found);
        }
        return found;
    }

    private String written(Node node) {
        return switch (node.op()) {
            case Source source -> graph.floats(source.name(), tensors.get(source.name()).values(), 1);
            case TakeColumn take -> graph.node("Gather", List.of(value(node.input(0)), graph.longs(take.column())), Attribute.of("axis", 1));
            case Spread _ -> value(node.input(0));
            case PutColumn _ -> value(node.input(0));
            case Filled filled -> graph.floats(new float[] {(float) filled.number()}, 1);
            case Scale scale -> new OnnxFunctions(graph).times(value(node.input(0)), (float) scale.factor());
            case Power power -> graph.node("Pow", List.of(value(node.input(0)), graph.floats(new float[] {power.n()}, 1)));
            case Add _ -> graph.node("Add", List.of(value(node.input(0)), value(node.input(1))));
            case Combine combine -> combined(combine, value(node.input(0)), value(node.input(1)));
            case Apply apply -> graph.node(operator(apply.function()), List.of(value(node.input(0))));
            case Map map -> new OnnxFunctions(graph).of(map.function(), map.function().defaultParameter(), value(node.input(0)));
            case Op other -> throw new IllegalStateException(other + " stands in no formula");
        };
    }

    private String combined(Combine combine, String a, String b) {
        return switch (combine.function()) {
            case SUBTRACT -> graph.node("Sub", List.of(a, b));
            case MULTIPLY -> graph.node("Mul", List.of(a, b));
            case DIVIDE -> graph.node("Div", List.of(a, b));
            case MINIMUM -> graph.node("Min", List.of(a, b));
            case MAXIMUM -> graph.node("Max", List.of(a, b));
            case POWER -> {
                // Of a negative base there is no power, whatever a reader makes of a whole exponent.
                var zero = graph.floats(new float[] {0}, 1);
                var undefined = graph.node("And", List.of(graph.node("Less", List.of(a, zero)), graph.node("Not", List.of(graph.node("Equal", List.of(b, zero))))));
                yield graph.node("Where", List.of(undefined, graph.floats(new float[] {Float.NaN}, 1), graph.node("Pow", List.of(a, b))));
            }
        };
    }

    private static String operator(Unary function) {
        return switch (function) {
            case EXP -> "Exp";
            case LOG -> "Log";
            case SIN -> "Sin";
            case COS -> "Cos";
            case ABS -> "Abs";
            case SQRT -> "Sqrt";
            case SIGN -> "Sign";
        };
    }
}
