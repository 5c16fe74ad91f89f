package dev.descent.support;

import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A sealed type of records without a member that names the kind: what a kind requires tells it from the others. */
public final class Deduction {

    private Deduction() {}

    public static boolean is(Class<?> type) {
        return type.isSealed() && !Choice.is(type) && kinds(type).stream().allMatch(Class::isRecord);
    }

    public static List<Class<?>> kinds(Class<?> type) {
        return List.of(type.getPermittedSubclasses());
    }

    /** The first kind of which a required member stands in the object, else the first one that requires none. */
    static Class<?> kind(Class<?> type, JsonNode object) {
        return kinds(type).stream().filter(kind -> Arrays.stream(required(kind)).anyMatch(object::has)).findFirst()
                .orElseGet(() -> kinds(type).stream().filter(kind -> required(kind).length == 0).findFirst().orElse(kinds(type).getFirst()));
    }

    private static String[] required(Class<?> kind) {
        return RecordShape.of(kind).components().stream().filter(RecordShape.Component::required).map(RecordShape.Component::name).toArray(String[]::new);
    }
}
