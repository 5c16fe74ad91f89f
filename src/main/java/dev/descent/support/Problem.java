package dev.descent.support;

import dev.descent.nn.spec.SpecProblem;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A request that is refused. It is answered as problem details (RFC 9457) and must have changed nothing. */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Members of every problem object (RFC 9457 and ours): a second one of the name would make it say two things. */
    private static final Set<String> STANDARD = Set.of("type", "title", "status", "detail", "instance", "code", "errors", "traceId");

    private final ProblemCode code;
    private final transient List<SpecProblem> errors;
    private final transient Map<String, Object> properties;

    /**
     * @param detail what happened and what to do about it, one sentence
     * @param errors the places in the body, each with its JSON pointer; empty where there is no such place
     * @param properties further members of the problem object, such as {@code allowedActions}
     * @throws IllegalArgumentException if one of them is a member that every problem object has
     */
    public Problem(ProblemCode code, String detail, List<SpecProblem> errors, Map<String, Object> properties) {
        super(detail);
        this.code = code;
        this.errors = List.copyOf(errors);
        this.properties = Map.copyOf(properties);
        properties.keySet().stream().filter(STANDARD::contains).findAny().ifPresent(member -> {
            throw new IllegalArgumentException("Every problem has a member " + member + " already");
        });
    }

    public Problem(ProblemCode code, String detail) {
        this(code, detail, List.of(), Map.of());
    }

    /** All problems of one body; the first one's code names the answer. */
    public static Problem of(List<SpecProblem> errors) {
        var first = errors.getFirst();
        var detail = errors.size() == 1 ? first.detail() : errors.size() + " problems, the first at " + first.pointer() + ": " + first.detail();
        return new Problem(ProblemCode.ofSlug(first.code()), detail, errors, Map.of());
    }

    public static Problem notFound(String what) {
        return new Problem(ProblemCode.NOT_FOUND, "There is no " + what + " with this id");
    }

    public ProblemCode code() {
        return code;
    }

    public List<SpecProblem> errors() {
        return errors;
    }

    public Map<String, Object> properties() {
        return properties;
    }
}
