package dev.descent.nn.spec;

/**
 * One thing that is wrong with a specification.
 *
 * @param pointer JSON pointer (RFC 6901) of the place, such as {@code /model/layers/2/units}
 * @param code    slug of the kind of problem, such as {@code constraint-violation}
 * @param detail  what is wrong there, such as {@code must be at least 1 (was 0)}
 */
public record SpecProblem(String pointer, String code, String detail) {

    /** The pointer of a member of the object at {@code parent}. */
    public static String child(String parent, String member) {
        return parent + "/" + member.replace("~", "~0").replace("/", "~1");
    }
}
