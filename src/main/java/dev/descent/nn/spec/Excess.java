package dev.descent.nn.spec;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * More than is allowed.
 *
 * @param limit  the most that is allowed
 * @param actual what is asked for; {@link Long#MAX_VALUE} for more than a long can hold
 * @param terms  what the actual value is reckoned from, in the order in which it is told
 */
public record Excess(Number limit, Number actual, Map<String, Long> terms) {

    /** Such as {@code weights 800, batch 300}. */
    String listed() {
        return terms.entrySet().stream().map(term -> term.getKey() + " " + term.getValue()).collect(Collectors.joining(", "));
    }
}
