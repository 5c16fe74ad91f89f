package dev.descent.support.drawing;

import java.util.stream.Collectors;

/** Writes a {@link Diagram} as a Mermaid flowchart. */
public final class MermaidText {

    private MermaidText() {}

    static String of(Diagram diagram) {
        var text = new StringBuilder("flowchart TD\n");
        for (int i = 0; i < diagram.boxes().size(); i++) {
            var box = diagram.boxes().get(i);
            var label = box.lines().stream().map(MermaidText::escaped).collect(Collectors.joining("<br/>"));
            text.append("    n").append(i).append(box.round() ? "([\"" : "[\"").append(label).append(box.round() ? "\"])" : "\"]").append('\n');
        }
        for (var arrow : diagram.arrows()) {
            var label = arrow.label() == null ? "" : "|\"" + escaped(arrow.label()) + "\"|";
            text.append("    n").append(arrow.from()).append(" -->").append(label).append(" n").append(arrow.to()).append('\n');
        }
        return text.toString();
    }

    /** Everything that could end a label or start markup stands as its code point, in Mermaid's own notation. */
    public static String escaped(String text) {
        return text.codePoints()
                .mapToObj(c -> Character.isLetterOrDigit(c) || " ._-".indexOf(c) >= 0 ? Character.toString(c) : "#" + c + ";")
                .collect(Collectors.joining());
    }
}
