package dev.descent.support.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws a {@link Diagram} in layers: a box stands one layer below the lowest of those that point to it, and within its layer near
 * the middle of them.
 */
final class SvgText {

    private static final int LINE = 16;
    private static final int MARGIN = 20;
    private static final int GAP = 60;
    /** Of a letter in 13 px. */
    private static final double LETTER = 7.2;
    private static final int LONGEST = 40;

    private final Diagram diagram;
    private final int[] layer;
    private final double[] left;
    private final double[] top;
    private double width;
    private double height;

    SvgText(Diagram diagram) {
        this.diagram = diagram;
        int boxes = diagram.boxes().size();
        this.layer = new int[boxes];
        this.left = new double[boxes];
        this.top = new double[boxes];
    }

    String draw() {
        arrange();
        var svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" width=\"%s\" height=\"%s\" ".formatted(n(width), n(height), n(width), n(height)))
                .append("font-family=\"sans-serif\" font-size=\"13\">\n")
                .append("<defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\">")
                .append("<path d=\"M0 0L8 4L0 8z\" fill=\"#555\"/></marker></defs>\n");
        diagram.arrows().forEach(arrow -> arrow(arrow, svg));
        for (int i = 0; i < layer.length; i++) {
            box(i, svg);
        }
        return svg.append("</svg>\n").toString();
    }

    private void arrange() {
        for (var arrow : diagram.arrows()) {
            layer[arrow.to()] = Math.max(layer[arrow.to()], layer[arrow.from()] + 1);
        }
        var layers = new ArrayList<List<Integer>>();
        for (int i = 0; i < layer.length; i++) {
            while (layers.size() <= layer[i]) {
                layers.add(new ArrayList<>());
            }
            layers.get(layer[i]).add(i);
        }
        double y = MARGIN;
        for (var row : layers) {
            row.sort((a, b) -> Double.compare(middleOfSources(a), middleOfSources(b)));
            double x = MARGIN;
            double tallest = 0;
            for (int i : row) {
                left[i] = Math.max(x, middleOfSources(i) - boxWidth(i) / 2);
                top[i] = y;
                x = left[i] + boxWidth(i) + MARGIN;
                tallest = Math.max(tallest, boxHeight(i));
            }
            width = Math.max(width, x);
            y += tallest + GAP;
        }
        height = y - GAP + MARGIN;
    }

    /** 0 where nothing points to it. */
    private double middleOfSources(int box) {
        return diagram.arrows().stream().filter(arrow -> arrow.to() == box).mapToDouble(arrow -> left[arrow.from()] + boxWidth(arrow.from()) / 2)
                .average().orElse(0);
    }

    private double boxWidth(int box) {
        return LETTER * diagram.boxes().get(box).lines().stream().mapToInt(line -> cut(line).length()).max().orElse(0) + MARGIN;
    }

    private double boxHeight(int box) {
        return LINE * diagram.boxes().get(box).lines().size() + 10;
    }

    private void box(int i, StringBuilder svg) {
        var box = diagram.boxes().get(i);
        svg.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%d\" fill=\"%s\" stroke=\"#555\"/>\n".formatted(
                n(left[i]), n(top[i]), n(boxWidth(i)), n(boxHeight(i)), box.round() ? 13 : 3, box.round() ? "#eef5ff" : "#fff"));
        for (int line = 0; line < box.lines().size(); line++) {
            svg.append("<text x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>\n".formatted(
                    n(left[i] + boxWidth(i) / 2), n(top[i] + LINE * (line + 1)), escaped(cut(box.lines().get(line)))));
        }
    }

    private void arrow(Diagram.Arrow arrow, StringBuilder svg) {
        double fromX = left[arrow.from()] + boxWidth(arrow.from()) / 2;
        double fromY = top[arrow.from()] + boxHeight(arrow.from());
        double toX = left[arrow.to()] + boxWidth(arrow.to()) / 2;
        double toY = top[arrow.to()];
        svg.append("<path d=\"M%s %sL%s %s\" stroke=\"#555\" fill=\"none\" marker-end=\"url(#head)\"/>\n".formatted(n(fromX), n(fromY), n(toX), n(toY)));
        if (arrow.label() != null) {
            svg.append("<text x=\"%s\" y=\"%s\" fill=\"#a33\">%s</text>\n".formatted(n((fromX + toX) / 2 + 4), n((fromY + toY) / 2), escaped(cut(arrow.label()))));
        }
    }

    private static String cut(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }

    /** Whatever could be markup stands as its code point; what XML does not take at all, as a question mark. */
    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == '<' || c == '>' || c == '&' || c == '"' || c == '\'') {
                escaped.append("&#").append(c).append(';');
            } else if (c < 32 || c >= 0xD800 && c < 0xE000 || c == 0xFFFE || c == 0xFFFF) {
                escaped.append('?');
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    private static String n(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
