package dev.descent.support.drawing;

import java.util.List;

/**
 * Boxes and arrows between them, to be drawn from top to bottom.
 *
 * @param boxes  each behind those that point to it
 * @param arrows between positions of boxes
 */
public record Diagram(List<Box> boxes, List<Arrow> arrows) {

    /** @param round whether it is something given, not computed */
    public record Box(List<String> lines, boolean round) {}

    /** @param label null for none */
    public record Arrow(int from, int to, String label) {}

    /** In Mermaid's language. */
    public String mermaid() {
        return MermaidText.of(this);
    }

    /** As a picture that needs nothing else. */
    public String svg() {
        return new SvgText(this).draw();
    }
}
