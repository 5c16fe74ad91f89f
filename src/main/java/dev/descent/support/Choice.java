package dev.descent.support;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A sealed type: the member that names the kind, and the records by that name in the order of {@code permits}. */
public record Choice(String property, Map<String, Class<?>> kinds) {

    public static boolean is(Class<?> type) {
        return type.isSealed() && type.isAnnotationPresent(JsonTypeInfo.class);
    }

    public static Choice of(Class<?> type) {
        var kinds = new LinkedHashMap<String, Class<?>>();
        leaves(type).forEach(leaf -> kinds.put(leaf.getAnnotation(JsonTypeName.class).value(), leaf));
        return new Choice(type.getAnnotation(JsonTypeInfo.class).property(), kinds);
    }

    /** The sealed type that a record is a kind of, or null. */
    public static Class<?> ofKind(Class<?> kind) {
        return kind.isSealed() || !kind.isAnnotationPresent(JsonTypeName.class) ? null
                : Arrays.stream(kind.getInterfaces()).filter(Choice::is).findFirst().orElse(null);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Choice::leaves) : Stream.of(type);
    }

    /** The constants of an enum by their JSON names. */
    static Map<String, Object> constants(Class<?> type) {
        var constants = new LinkedHashMap<String, Object>();
        for (var constant : type.getEnumConstants()) {
            constants.put(jsonName(type, ((Enum<?>) constant).name()), constant);
        }
        return constants;
    }

    private static String jsonName(Class<?> type, String constant) {
        try {
            var property = type.getField(constant).getAnnotation(JsonProperty.class);
            return property == null ? constant : property.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
