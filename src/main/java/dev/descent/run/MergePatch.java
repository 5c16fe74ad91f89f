package dev.descent.run;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON merge patches (RFC 7396) of run requests. An object that turns into another kind of thing, such as an optimizer of another
 * {@code type}, is replaced whole: the members of the old kind mean nothing to the new one.
 */
final class MergePatch {

    private static final String VALIDATION = "validation";

    private MergePatch() {}

    /** A copy of the request with the patch applied. A validation of null stays: left out it would be the default one. */
    static ObjectNode apply(ObjectNode request, JsonNode patch) {
        var patched = (ObjectNode) merge("", request, patch);
        if (patch.path(VALIDATION).isNull()) {
            patched.putNull(VALIDATION);
        }
        return patched;
    }

    private static JsonNode merge(String name, JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        var merged = target instanceof ObjectNode object && isSameKind(name, object, patch) ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                merged.remove(member.getKey());
            } else {
                merged.set(member.getKey(), merge(member.getKey(), merged.path(member.getKey()), member.getValue()));
            }
        });
        return merged;
    }

    private static boolean isSameKind(String name, JsonNode target, JsonNode patch) {
        return name.equals(VALIDATION) ? source(target).equals(source(patch))
                : !patch.has("type") || patch.get("type").equals(target.path("type"));
    }

    private static String source(JsonNode validation) {
        return validation.hasNonNull("dataset") ? "dataset" : validation.hasNonNull("column") || validation.hasNonNull("value") ? "column" : "fraction";
    }
}
