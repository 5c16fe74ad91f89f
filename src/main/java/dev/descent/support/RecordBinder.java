package dev.descent.support;

import dev.descent.nn.spec.SpecProblem;
import dev.descent.nn.spec.SpecProblems;
import dev.descent.support.RecordShape.Component;
import dev.descent.support.RecordShape.Slot;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Walks a JSON tree against the components of a record and binds it by the canonical constructors.
 *
 * <p>Components are boxed scalars, strings, enums, lists, maps with text keys, records, sealed types with {@code @JsonTypeInfo}, and
 * {@link JsonNode}. What is absent or null binds to null, so that the record's compact constructor is the one place for a default; an
 * explicit null binds to the type's constant {@code NONE} where it has one. {@code @JsonUnwrapped} members stand in the parent. A type
 * with {@code @JsonCreator(mode = DELEGATING)} factories is a union, chosen by the kind of the JSON value.
 */
final class RecordBinder {

    /** A body of nothing but unknown names must not keep a core busy with guesses. */
    private static final int NEAREST_NAMED = 100;

    private final SpecProblems problems = new SpecProblems();
    private final Constraints constraints = new Constraints(problems);
    private final Scalars scalars = new Scalars(problems);
    private final String choiceProblem;

    /** @param choiceProblem slug for an unknown name of a choice */
    RecordBinder(String choiceProblem) {
        this.choiceProblem = choiceProblem;
    }

    List<SpecProblem> problems() {
        return problems.all();
    }

    /** The bound value; meaningless when there are problems. */
    Object bind(JsonNode tree, Class<?> type) {
        return value(tree, new Slot(PlainType.of(type), new Annotation[0]), "");
    }

    private Object value(JsonNode node, Slot slot, String at) {
        var before = problems.size();
        var value = unchecked(node, slot, at);
        if (value != null && problems.size() == before) {
            constraints.check(value, slot.annotations(), at, code(slot));
        }
        return value;
    }

    private Object unchecked(JsonNode node, Slot slot, String at) {
        var type = slot.raw();
        if (Union.is(type)) {
            return union(node, Union.factories(type), at);
        } else if (type == List.class || type == Collection.class) {
            return list(node, slot, at);
        } else if (type == Map.class) {
            return map(node, slot, at);
        } else if (Choice.is(type)) {
            return choice(node, type, at);
        } else if (Deduction.is(type)) {
            return node.isObject() ? object(node, Deduction.kind(type, node), Set.of(), at) : mistyped(at, "an object", node);
        } else if (type.isEnum()) {
            return constant(node, type, at);
        } else if (type.isRecord()) {
            return node.isObject() ? object(node, type, Set.of(), at) : mistyped(at, "an object", node);
        }
        return scalars.read(node, type, at);
    }

    private Object object(JsonNode node, Class<?> type, Set<String> alsoKnown, String at) {
        var known = RecordShape.of(type).names().collect(Collectors.toCollection(LinkedHashSet::new));
        node.propertyNames().stream().filter(name -> !known.contains(name) && !alsoKnown.contains(name))
                .forEach(name -> problems.add(SpecProblem.child(at, name), ProblemCode.UNKNOWN_PROPERTY.slug(), unknown(name, known)));
        return members(node, type, at);
    }

    private String unknown(String name, Set<String> known) {
        return problems.size() < NEAREST_NAMED ? Names.unknown(name, known) : "is not a known property";
    }

    private Object members(JsonNode node, Class<?> type, String at) {
        var before = problems.size();
        var shape = RecordShape.of(type);
        var values = shape.components().stream().map(c -> member(node, c, at)).toArray();
        return problems.size() == before ? build(shape.constructor(), at, values) : null;
    }

    private Object member(JsonNode node, Component component, String at) {
        if (component.unwrapped()) {
            return members(node, component.slot().raw(), at);
        }
        var pointer = SpecProblem.child(at, component.name());
        var value = node.get(component.name());
        if (value != null && value.isNull() && none(component.slot().raw()) != null) {
            return none(component.slot().raw());
        }
        if (value == null || value.isNull()) {
            if (component.required()) {
                problems.add(pointer, ProblemCode.MISSING_PROPERTY.slug(), value == null ? "is required" : "is required (was null)");
            }
            return null;
        }
        return value(component.acceptsSingle() && !value.isArray() ? single(value) : value, component.slot(), pointer);
    }

    private Object choice(JsonNode node, Class<?> type, String at) {
        var choice = Choice.of(type);
        var name = node.get(choice.property());
        var allowed = "one of " + String.join(", ", choice.kinds().keySet());
        if (!node.isObject()) {
            return mistyped(at, "an object with a " + choice.property(), node);
        }
        var pointer = SpecProblem.child(at, choice.property());
        if (name == null) {
            problems.add(pointer, ProblemCode.MISSING_PROPERTY.slug(), "is required, " + allowed);
        } else if (!name.isString()) {
            return mistyped(pointer, allowed, name);
        } else if (!choice.kinds().containsKey(name.stringValue())) {
            problems.add(pointer, choiceProblem, "must be " + allowed + Scalars.was(name));
        } else {
            return object(node, choice.kinds().get(name.stringValue()), Set.of(choice.property()), at);
        }
        return null;
    }

    private Object constant(JsonNode node, Class<?> type, String at) {
        var constants = Choice.constants(type);
        var allowed = "one of " + String.join(", ", constants.keySet());
        if (!node.isString()) {
            return mistyped(at, allowed, node);
        }
        if (!constants.containsKey(node.stringValue())) {
            problems.add(at, choiceProblem, "must be " + allowed + Scalars.was(node));
        }
        return constants.get(node.stringValue());
    }

    private Object union(JsonNode node, List<Method> factories, String at) {
        for (var factory : factories) {
            var parameter = factory.getParameters()[0];
            if (Scalars.fits(node, parameter.getType())) {
                var before = problems.size();
                var value = value(node, new Slot(parameter.getAnnotatedType(), parameter.getAnnotations()), at);
                return problems.size() == before ? build(factory, at, value) : null;
            }
        }
        var kinds = factories.stream().map(f -> Scalars.kind(f.getParameterTypes()[0])).distinct().collect(Collectors.joining(" or "));
        return mistyped(at, kinds, node);
    }

    private Object list(JsonNode node, Slot slot, String at) {
        if (!node.isArray()) {
            return mistyped(at, "an array", node);
        }
        var element = slot.argument(0);
        var list = new ArrayList<>(node.size());
        for (var i = 0; i < node.size(); i++) {
            list.add(element(node.get(i), element, at + "/" + i));
        }
        return Collections.unmodifiableList(list);
    }

    private Object map(JsonNode node, Slot slot, String at) {
        if (!node.isObject()) {
            return mistyped(at, "an object", node);
        }
        var map = new LinkedHashMap<String, Object>();
        node.properties().forEach(entry -> {
            constraints.check(entry.getKey(), slot.argument(0).annotations(), SpecProblem.child(at, entry.getKey()), code(slot));
            map.put(entry.getKey(), element(entry.getValue(), slot.argument(1), SpecProblem.child(at, entry.getKey())));
        });
        return Collections.unmodifiableMap(map);
    }

    private Object element(JsonNode node, Slot slot, String at) {
        var open = slot.raw() == Object.class || slot.raw() == JsonNode.class;
        return node.isNull() && !open ? mistyped(at, Scalars.kind(slot.raw()), node) : value(node, slot, at);
    }

    /** A refusal by the type itself speaks about its own members: its pointers continue the one of this place. */
    private Object build(Executable creator, String at, Object... values) {
        try {
            return creator instanceof Constructor<?> constructor ? constructor.newInstance(values) : ((Method) creator).invoke(null, values);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case Problem refusal when !refusal.errors().isEmpty() ->
                    refusal.errors().forEach(error -> problems.add(error.at(at + error.pointer())));
                case IllegalArgumentException refusal -> problems.add(at, ProblemCode.CONSTRAINT_VIOLATION.slug(), refusal.getMessage());
                case RuntimeException failure -> throw failure;
                default -> throw new IllegalStateException(e.getCause());
            }
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object none(Class<?> type) {
        try {
            var field = type.getField("NONE");
            return Modifier.isStatic(field.getModifiers()) && type.isAssignableFrom(field.getType()) ? RecordJsonModule.constant(field) : null;
        } catch (NoSuchFieldException e) {
            return null;
        }
    }

    private String code(Slot slot) {
        var choices = slot.raw() == List.class && Choice.is(slot.argument(0).raw());
        return choices ? choiceProblem : ProblemCode.CONSTRAINT_VIOLATION.slug();
    }

    private Object mistyped(String at, String wanted, JsonNode node) {
        return scalars.mistyped(at, wanted, node);
    }

    private static ArrayNode single(JsonNode value) {
        return JsonNodeFactory.instance.arrayNode().add(value);
    }
}
