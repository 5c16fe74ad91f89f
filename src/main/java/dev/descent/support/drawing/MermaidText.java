package dev.descent.support.drawing;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a {@link Diagram} as a Mermaid flowchart. */
final class MermaidText {

    /** Such as [B, 16]. */
    private static final String SHAPE = "\\[[B?\\d, ]*]";

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

    /** Everything that could end a label or start markup stands as its code point, in Mermaid's own notation; shapes stay readable. */
    private static String escaped(String text) {
        return Pattern.compile(SHAPE + "|.", Pattern.DOTALL).matcher(text).results().map(MatchResult::group)
                .map(part -> part.matches(SHAPE) ? part : part.codePoints().mapToObj(MermaidText::escaped).collect(Collectors.joining()))
                .collect(Collectors.joining());
    }

    private static String escaped(int letter) {
        return Character.isLetterOrDigit(letter) || " ,._-".indexOf(letter) >= 0 ? Character.toString(letter) : "#" + letter + ";";
    }
}
