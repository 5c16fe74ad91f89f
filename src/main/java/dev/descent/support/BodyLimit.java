package dev.descent.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a request record that carries data: other limits in place of {@link Limits#specBytes()} and {@link Limits#jsonTokens()}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface BodyLimit {

    /** What the record carries, which has a limit of its own in bytes. */
    enum Content {
        /** {@link Limits#inlineBytes()} */
        ROWS,
        /** {@link Limits#predictionBytes()} */
        PREDICTION
    }

    Content content();

    int tokens();

    /** Slug of the 413 that a larger body is answered with. */
    String problem() default "payload-too-large";
}
