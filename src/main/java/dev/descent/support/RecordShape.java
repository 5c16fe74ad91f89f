package dev.descent.support;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.NotNull;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What reflection knows about a request record: its components by their JSON names, and how to build it. */
record RecordShape(List<Component> components, Constructor<?> constructor) {

    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return read(type);
        }
    };

    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    /** Every member name of the JSON object, those of unwrapped components included. */
    Stream<String> names() {
        return components.stream().flatMap(c -> c.unwrapped() ? of(c.slot().raw()).names() : Stream.of(c.name()));
    }

    /** The record with nothing given, or null where it refuses to be so. */
    Object empty() {
        try {
            return constructor.newInstance(new Object[components.size()]);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return null;
        }
    }

    record Component(String name, Slot slot, Method accessor) {

        Object value(Object owner) {
            try {
                return accessor.invoke(owner);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        boolean unwrapped() {
            return slot.has(JsonUnwrapped.class);
        }

        boolean required() {
            return slot.has(NotNull.class) || slot.raw().isPrimitive();
        }

        boolean acceptsSingle() {
            var format = slot.find(JsonFormat.class);
            return format != null && List.of(format.with()).contains(JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY);
        }
    }

    /** A place for a value: its type and the annotations that stand there. */
    record Slot(AnnotatedType type, Annotation[] annotations) {

        Class<?> raw() {
            var plain = type.getType();
            return (Class<?>) (plain instanceof ParameterizedType parameterized ? parameterized.getRawType() : plain);
        }

        /** The n-th type argument, such as the element of a list. */
        Slot argument(int n) {
            var argument = ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[n];
            return new Slot(argument, argument.getAnnotations());
        }

        boolean has(Class<? extends Annotation> kind) {
            return find(kind) != null;
        }

        <A extends Annotation> A find(Class<A> kind) {
            return Arrays.stream(annotations).filter(kind::isInstance).map(kind::cast).findFirst().orElse(null);
        }
    }

    private static RecordShape read(Class<?> type) {
        try {
            var components = type.getRecordComponents();
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return new RecordShape(Arrays.stream(components).map(c -> component(type, c)).toList(), constructor);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Jackson's and the validation annotations have no record component target: they are found on the field. */
    private static Component component(Class<?> type, RecordComponent component) {
        try {
            var slot = new Slot(component.getAnnotatedType(), type.getDeclaredField(component.getName()).getAnnotations());
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            var property = slot.find(JsonProperty.class);
            return new Component(property == null || property.value().isEmpty() ? component.getName() : property.value(), slot, accessor);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
