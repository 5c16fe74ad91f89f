package dev.descent.model;

import dev.descent.nn.graph.Expression;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.Shape;
import dev.descent.nn.graph.Source;
import dev.descent.nn.graph.Spread;
import dev.descent.nn.graph.TakeColumn;
import dev.descent.nn.spec.Formula;
import dev.descent.support.drawing.Diagram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Draws the computation graph of a formula: columns and parameters on top, one box for each operation. */
final class FormulaDrawing {

    private FormulaDrawing() {}

    static Diagram of(Formula formula) {
        var graph = new GraphBuilder();
        Node output = formula.line(graph, graph.source(Source.Kind.FEATURES, "features", Shape.rows(formula.inputWidth())));
        var expression = new Expression(formula.columns());
        var positions = new LinkedHashMap<Node, Integer>();
        var boxes = new ArrayList<Diagram.Box>();
        var arrows = new ArrayList<Diagram.Arrow>();
        for (Node node : output.below()) {
            if (node.op() instanceof Source) {
                continue;
            }
            boolean given = node.op() instanceof Spread || node.op() instanceof TakeColumn;
            positions.put(node, boxes.size());
            boxes.add(new Diagram.Box(label(expression.of(node), node, formula), given));
            if (!given) {
                node.inputs().forEach(input -> arrows.add(new Diagram.Arrow(positions.get(input), positions.get(node), null)));
            }
        }
        return new Diagram(boxes, arrows);
    }

    private static List<String> label(String text, Node node, Formula formula) {
        return switch (node.op()) {
            case Spread _ -> List.of(text, "starts at " + formula.spec().parameters().get(text));
            case TakeColumn _ -> List.of(text, "column");
            default -> List.of(text);
        };
    }
}
