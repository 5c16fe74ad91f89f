package dev.descent.support;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON to request records and back. Reading reports every problem at once with its JSON pointer, converts nothing and ignores nothing;
 * a record is built only from a clean tree. What may stand in a request record is described in {@link RecordBinder}.
 */
@Component
public class StrictJson {

    private final Limits limits;
    private final JsonMapper mapper;

    public StrictJson(Limits limits, JsonMapper mapper) {
        this.limits = limits;
        this.mapper = mapper;
    }

    /** With the default limits, for use without a container. */
    public static StrictJson standard() {
        return new StrictJson(Limits.defaults(), JsonMapper.builder().addModule(new RecordJsonModule()).build());
    }

    /** @throws Problem with everything that is wrong with the body */
    public <T> T read(byte[] body, Class<T> type) {
        return read(tree(body, type), type);
    }

    /** @throws Problem with everything that is wrong with the tree */
    public <T> T read(JsonNode tree, Class<T> type) {
        if (type == JsonNode.class) {
            return type.cast(tree);
        }
        var binder = new RecordBinder(choiceProblem(type));
        var value = binder.bind(tree, type);
        if (!binder.problems().isEmpty()) {
            throw Problem.of(binder.problems());
        }
        return type.cast(value);
    }

    /** A record from the text that {@link #text} wrote: the limits held when it came in. */
    public <T> T stored(String text, Class<T> type) {
        return read(mapper.readTree(text), type);
    }

    /** An object from its text: the limits held when it came in. */
    public ObjectNode storedTree(String text) {
        return (ObjectNode) mapper.readTree(text);
    }

    /** The body as a tree, within the limits of the record that it is for. */
    public JsonNode tree(byte[] body, Class<?> type) {
        if (body.length > maxBytes(type)) {
            throw tooLarge(type);
        }
        var own = type.getAnnotation(BodyLimit.class);
        return JsonTree.parse(body, limits.jsonDepth(), own == null ? limits.jsonTokens() : own.tokens());
    }

    /** The record as JSON, members without a value as null. */
    public JsonNode write(Object value) {
        return mapper.valueToTree(value);
    }

    /** The record as JSON text, members without a value as null. */
    public String text(Object value) {
        return mapper.writeValueAsString(value);
    }

    /**
     * What the compact constructor of a request record fills in, by JSON name; members of unwrapped records included.
     * Empty for a record that cannot be built from nothing.
     */
    public Map<String, JsonNode> defaults(Class<?> type) {
        var defaults = new LinkedHashMap<String, JsonNode>();
        var shape = RecordShape.of(type);
        var empty = shape.empty();
        for (var component : shape.components()) {
            if (component.unwrapped()) {
                defaults.putAll(defaults(component.slot().raw()));
            } else if (empty != null && component.value(empty) != null) {
                defaults.put(component.name(), write(component.value(empty)));
            }
        }
        return defaults;
    }

    /** The JSON names of list members for which a single value is taken as well. */
    public static List<String> singlesAccepted(Class<?> type) {
        return RecordShape.of(type).components().stream().filter(RecordShape.Component::acceptsSingle).map(RecordShape.Component::name).toList();
    }

    /** The most bytes that a body for this type may have. */
    public long maxBytes(Class<?> type) {
        var own = type.getAnnotation(BodyLimit.class);
        return (own == null ? limits.specBytes() : switch (own.content()) {
            case ROWS -> limits.inlineBytes();
            case PREDICTION -> limits.predictionBytes();
        }).toBytes();
    }

    /** The answer to a body that is larger than {@link #maxBytes}. */
    public Problem tooLarge(Class<?> type) {
        var own = type.getAnnotation(BodyLimit.class);
        var code = own == null ? ProblemCode.PAYLOAD_TOO_LARGE : ProblemCode.ofSlug(own.problem());
        return new Problem(code, "The body has more than " + maxBytes(type) + " bytes", List.of(), Map.of("limit", maxBytes(type)));
    }

    private static String choiceProblem(Class<?> type) {
        var own = type.getAnnotation(ChoiceProblem.class);
        return own == null ? ProblemCode.CONSTRAINT_VIOLATION.slug() : own.value();
    }
}
