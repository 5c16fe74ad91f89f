package dev.descent.support;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A type that is written as one of several kinds of JSON value: each of its delegating factories takes one. */
public final class Union {

    private static final ClassValue<List<Method>> FACTORIES = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            var factories = Arrays.stream(type.getDeclaredMethods()).filter(Union::delegating)
                    .sorted(Comparator.comparing((Method m) -> m.getParameterTypes()[0].getSimpleName())).toList();
            factories.forEach(factory -> factory.setAccessible(true));
            return factories;
        }
    };

    private Union() {}

    public static boolean is(Class<?> type) {
        return !FACTORIES.get(type).isEmpty();
    }

    /** What the factories take, in the order of the types' names. */
    public static List<Parameter> parameters(Class<?> type) {
        return FACTORIES.get(type).stream().map(factory -> factory.getParameters()[0]).toList();
    }

    static List<Method> factories(Class<?> type) {
        return FACTORIES.get(type);
    }

    private static boolean delegating(Method method) {
        var creator = method.getAnnotation(JsonCreator.class);
        return creator != null && creator.mode() == JsonCreator.Mode.DELEGATING && method.getParameterCount() == 1
                && Modifier.isStatic(method.getModifiers());
    }
}
