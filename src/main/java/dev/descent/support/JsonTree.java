package dev.descent.support;

import dev.descent.nn.spec.SpecProblem;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads JSON text into a tree and refuses what a lenient reader would let pass: duplicate keys, trailing text, numbers that do not fit. */
final class JsonTree {

    private static final int NUMBER_LENGTH = 1000;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** The limits that matter are checked here, so that each has its own answer; NaN is read in order to be refused by name. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(10_000)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser parser;
    private final int maxDepth;
    private final int maxTokens;
    private int tokens;

    private JsonTree(JsonParser parser, int maxDepth, int maxTokens) {
        this.parser = parser;
        this.maxDepth = maxDepth;
        this.maxTokens = maxTokens;
    }

    static JsonNode parse(byte[] body, int maxDepth, int maxTokens) {
        var text = text(body);
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return new JsonTree(parser, maxDepth, maxTokens).document();
        } catch (JacksonException e) {
            // The parser's own words name its classes; the place is what the caller needs.
            throw malformed("is not valid JSON at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr());
        }
    }

    private static String text(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            if (text.isBlank()) {
                throw malformed("is empty");
            }
            if (text.charAt(0) == '\uFEFF') {
                throw malformed("starts with a byte order mark");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw malformed("is not UTF-8");
        }
    }

    private JsonNode document() {
        var root = node(next(), 0);
        if (parser.nextToken() != null) {
            throw malformed("goes on after the end of its JSON value, at line " + parser.currentTokenLocation().getLineNr()
                    + ", column " + parser.currentTokenLocation().getColumnNr());
        }
        return root;
    }

    private JsonToken next() {
        if (++tokens > maxTokens) {
            throw new Problem(ProblemCode.JSON_TOO_DEEP, "The body has more than " + maxTokens + " JSON tokens",
                    List.of(), Map.of("limit", maxTokens));
        }
        return parser.nextToken();
    }

    private JsonNode node(JsonToken token, int depth) {
        return switch (token) {
            case START_OBJECT -> object(deeper(depth));
            case START_ARRAY -> array(deeper(depth));
            case VALUE_STRING -> NODES.stringNode(whole(parser.getString()));
            case VALUE_NUMBER_INT -> integer(parser.getString());
            case VALUE_NUMBER_FLOAT -> decimal(parser.getString());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("No value starts with " + token);
        };
    }

    private int deeper(int depth) {
        if (depth == maxDepth) {
            throw refused(ProblemCode.JSON_TOO_DEEP, "is nested deeper than " + maxDepth);
        }
        return depth + 1;
    }

    private JsonNode object(int depth) {
        var object = NODES.objectNode();
        while (next() == JsonToken.PROPERTY_NAME) {
            var name = whole(parser.currentName());
            if (object.has(name)) {
                throw refused(ProblemCode.DUPLICATE_KEY, "appears twice");
            }
            object.set(name, node(next(), depth));
        }
        return object;
    }

    private JsonNode array(int depth) {
        var array = NODES.arrayNode();
        for (var token = next(); token != JsonToken.END_ARRAY; token = next()) {
            array.add(node(token, depth));
        }
        return array;
    }

    /** Half of a surrogate pair cannot be written as UTF-8: it would be stored as a question mark. */
    private String whole(String text) {
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw refused(ProblemCode.MALFORMED_JSON, "holds half of a surrogate pair, which is no character");
        }
        return text;
    }

    private JsonNode integer(String digits) {
        if (digits.length() <= 18) {
            var value = Long.parseLong(digits);
            return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
        }
        checkRange(digits);
        var value = new BigInteger(digits);
        return value.bitLength() < Long.SIZE ? NODES.numberNode(value.longValue()) : (JsonNode) NODES.numberNode(value);
    }

    private JsonNode decimal(String digits) {
        return NODES.numberNode(checkRange(digits));
    }

    /** The nearest double, which must be finite, and zero only where a zero was written. */
    private double checkRange(String digits) {
        if (digits.length() > NUMBER_LENGTH) {
            throw refused(ProblemCode.NUMBER_OUT_OF_RANGE, "is a number of more than " + NUMBER_LENGTH + " characters");
        }
        if (parser.isNaN()) {
            throw refused(ProblemCode.NUMBER_OUT_OF_RANGE, "must be a finite number");
        }
        var value = Double.parseDouble(digits);
        if (Double.isInfinite(value) || value == 0 && digits.split("[eE]")[0].chars().anyMatch(c -> c >= '1' && c <= '9')) {
            throw refused(ProblemCode.NUMBER_OUT_OF_RANGE, "is not within the range of float64");
        }
        return value;
    }

    private Problem refused(ProblemCode code, String what) {
        var pointer = parser.streamReadContext().pathAsPointer().toString();
        var place = pointer.isEmpty() ? "The body " : "The value at " + pointer + " ";
        return new Problem(code, place + what, List.of(new SpecProblem(pointer, code.slug(), what)), Map.of());
    }

    private static Problem malformed(String what) {
        return new Problem(ProblemCode.MALFORMED_JSON, "The body " + what);
    }
}
