package dev.descent.support.web;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.descent.support.Versioned;
import java.util.Arrays;
import java.util.function.Consumer;

/** The header {@code If-Match} of a change (RFC 9110, section 13.1.1). */
public final class IfMatch {

    public static final String HEADER = "If-Match";

    private IfMatch() {}

    /**
     * Checks a resource before it is changed.
     *
     * @param header null where it was not sent, which any version fits
     * @return throws a {@link Problem} precondition-failed where the resource has another version
     */
    public static Consumer<Versioned> of(String header) {
        return resource -> {
            if (header != null && !header.strip().equals("*")
                    && Arrays.stream(header.split(",")).map(String::strip).noneMatch(tag -> tag.equals("\"" + resource.version() + "\""))) {
                throw new Problem(ProblemCode.PRECONDITION_FAILED, "It has been changed since: read it again, and send its ETag as If-Match");
            }
        };
    }
}
