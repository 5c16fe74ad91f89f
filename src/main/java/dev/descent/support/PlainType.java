package dev.descent.support;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Type;

/** A class as a type without annotations, for the root of a body. */
record PlainType(Type type) implements AnnotatedType {

    static AnnotatedType of(Class<?> type) {
        return new PlainType(type);
    }

    @Override
    public Type getType() {
        return type;
    }

    @Override
    public <A extends Annotation> A getAnnotation(Class<A> kind) {
        return null;
    }

    @Override
    public Annotation[] getAnnotations() {
        return new Annotation[0];
    }

    @Override
    public Annotation[] getDeclaredAnnotations() {
        return new Annotation[0];
    }
}
