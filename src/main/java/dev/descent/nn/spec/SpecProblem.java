package dev.descent.nn.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * One thing that is wrong with a specification.
 *
 * @param pointer JSON pointer (RFC 6901) of the place, such as {@code /model/layers/2/units}
 * @param code    slug of the kind of problem, such as {@code constraint-violation}
 * @param detail  what is wrong there, such as {@code must be at least 1 (was 0)}
 * @param excess  what is asked for and what is allowed, where that was reckoned; null elsewhere
 */
public record SpecProblem(String pointer, String code, String detail, @JsonUnwrapped @JsonInclude(JsonInclude.Include.NON_NULL) Excess excess) {

    public SpecProblem(String pointer, String code, String detail) {
        this(pointer, code, detail, null);
    }

    /** The same problem where the specification is a part of another one. */
    public SpecProblem at(String otherPointer) {
        return new SpecProblem(otherPointer, code, detail, excess);
    }

    /** The pointer of a member of the object at {@code parent}. */
    public static String child(String parent, String member) {
        return parent + "/" + member.replace("~", "~0").replace("/", "~1");
    }
}
