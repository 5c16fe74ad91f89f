package dev.descent.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a request record: the problem code for an unknown name of a choice (sealed type or enum) anywhere in the body, and for a list of
 * choices with too few or too many of them. Without it the code is {@code constraint-violation}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ChoiceProblem {

    /** Slug of a {@link ProblemCode}. */
    String value();
}
