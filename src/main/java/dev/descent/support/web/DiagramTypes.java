package dev.descent.support.web;

import dev.descent.support.drawing.Diagram;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;

/** The media types in which a {@link Diagram} is answered. */
public final class DiagramTypes {

    public static final String MERMAID = "text/vnd.mermaid";
    public static final String SVG = "image/svg+xml";
    public static final MediaType MERMAID_TYPE = new MediaType("text", "vnd.mermaid", StandardCharsets.UTF_8);
    public static final MediaType SVG_TYPE = new MediaType("image", "svg+xml", StandardCharsets.UTF_8);

    private DiagramTypes() {}

    /**
     * What Accept prefers; the first one offered where it leaves the choice open.
     *
     * @param accept null where the header is missing
     */
    public static MediaType chosen(String accept, MediaType... offered) {
        var wanted = MediaType.parseMediaTypes(accept);
        MimeTypeUtils.sortBySpecificity(wanted);
        for (var type : wanted) {
            for (var candidate : offered) {
                if (type.includes(candidate)) {
                    return candidate;
                }
            }
        }
        return offered[0];
    }

    /** @param type one of the two */
    public static ResponseEntity<String> drawn(Diagram diagram, MediaType type) {
        return ResponseEntity.ok().contentType(type).body(type == SVG_TYPE ? diagram.svg() : diagram.mermaid());
    }
}
