package dev.descent.explain;

import dev.descent.support.drawing.Diagram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/** A computation graph as boxes with value and gradient, and arrows with the local gradients. */
public final class GradientDrawing {

    private GradientDrawing() {}

    public static Diagram of(GradientView view) {
        var positions = new HashMap<String, Integer>();
        var boxes = new ArrayList<Diagram.Box>();
        var arrows = new ArrayList<Diagram.Arrow>();
        for (var node : view.nodes()) {
            positions.put(node.id(), boxes.size());
            boxes.add(new Diagram.Box(List.of(node.expression(), "value " + shown(node.value()), "gradient " + shown(node.gradient())), node.inputs().isEmpty()));
            node.inputs().forEach(input -> arrows.add(new Diagram.Arrow(positions.get(input.id()), positions.get(node.id()), shown(input.localGradient()))));
        }
        return new Diagram(boxes, arrows);
    }

    /** At most six digits. */
    private static String shown(double number) {
        var text = Double.toString(number).replaceFirst("\\.0$", "");
        return text.length() <= 8 ? text : String.format(Locale.ROOT, "%.6g", number);
    }
}
