package dev.descent.support;

import dev.descent.nn.spec.SpecProblems;
import java.math.BigInteger;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Single JSON values as Java ones, without any conversion: an integer has no fraction, a number no quotes. */
final class Scalars {

    private static final int SHOWN = 60;
    private final SpecProblems problems;

    Scalars(SpecProblems problems) {
        this.problems = problems;
    }

    Object read(JsonNode node, Class<?> type, String at) {
        if (type == JsonNode.class) {
            return node;
        } else if (type == Object.class) {
            return plain(node);
        } else if (!fits(node, type)) {
            return mistyped(at, kind(type), node);
        } else if (type == String.class) {
            return node.stringValue();
        } else if (type == Boolean.class || type == boolean.class) {
            return node.booleanValue();
        } else if (type == Double.class || type == double.class || type == Number.class) {
            return node.asDouble();
        } else if (type == Integer.class || type == int.class) {
            var value = integer(node, Integer.MIN_VALUE, Integer.MAX_VALUE, at);
            return value == null ? null : value.intValue();
        } else if (type == Long.class || type == long.class) {
            return integer(node, Long.MIN_VALUE, Long.MAX_VALUE, at);
        } else if (type == Instant.class) {
            return instant(node, at);
        }
        throw new IllegalStateException("A request record cannot have a component of " + type);
    }

    Object mistyped(String at, String wanted, JsonNode node) {
        problems.add(at, ProblemCode.INVALID_TYPE.slug(), "must be " + wanted + was(node));
        return null;
    }

    /** Whether a JSON value is of the kind that the type is written as. */
    static boolean fits(JsonNode node, Class<?> type) {
        return switch (kind(type)) {
            case "a string" -> node.isString();
            case "an integer" -> node.isIntegralNumber();
            case "a number" -> node.isNumber();
            case "true or false" -> node.isBoolean();
            case "an array" -> node.isArray();
            case "an object" -> node.isObject();
            default -> true;
        };
    }

    static String kind(Class<?> type) {
        if (type == String.class || type.isEnum() || type == Instant.class) {
            return "a string";
        } else if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return "an integer";
        } else if (Number.class.isAssignableFrom(type) || type == double.class) {
            return "a number";
        } else if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        } else if (Collection.class.isAssignableFrom(type)) {
            return "an array";
        }
        return type == Object.class || type == JsonNode.class ? "any value" : "an object";
    }

    /** The actual value, shortened, for the end of a sentence. */
    static String was(JsonNode node) {
        var text = node.isObject() ? "an object" : node.isArray() ? "an array" : node.toString();
        return " (was " + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + ")";
    }

    private Long integer(JsonNode node, long least, long most, String at) {
        var value = node.bigIntegerValue();
        if (value.compareTo(BigInteger.valueOf(least)) < 0) {
            problems.add(at, ProblemCode.CONSTRAINT_VIOLATION.slug(), "must be at least " + least + was(node));
        } else if (value.compareTo(BigInteger.valueOf(most)) > 0) {
            problems.add(at, ProblemCode.CONSTRAINT_VIOLATION.slug(), "must be at most " + most + was(node));
        } else {
            return value.longValue();
        }
        return null;
    }

    private Object instant(JsonNode node, String at) {
        try {
            return Instant.parse(node.stringValue());
        } catch (DateTimeParseException e) {
            problems.add(at, ProblemCode.CONSTRAINT_VIOLATION.slug(), "must be a time as in RFC 3339" + was(node));
            return null;
        }
    }

    private static Object plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> node.stringValue();
            case NUMBER -> node.numberValue();
            case BOOLEAN -> node.booleanValue();
            case ARRAY -> node.values().stream().map(Scalars::plain).toList();
            case OBJECT -> node.properties().stream().collect(LinkedHashMap<String, Object>::new,
                    (map, entry) -> map.put(entry.getKey(), plain(entry.getValue())), Map::putAll);
            case NULL, MISSING, BINARY, POJO -> null;
        };
    }
}
