package dev.descent.sweep;

import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON pointer (RFC 6901) at which a value is put. */
record PointerPath(String text, List<String> names) {

    static boolean isOne(String text) {
        return text.startsWith("/") && !text.replace("~0", "").replace("~1", "").contains("~");
    }

    static PointerPath of(String text) {
        return new PointerPath(text, Arrays.stream(text.substring(1).split("/", -1)).map(name -> name.replace("~1", "/").replace("~0", "~")).toList());
    }

    /** Puts a value, making the objects on the way that are not there. @return whether there is a place for it */
    boolean put(ObjectNode root, JsonNode value) {
        JsonNode at = root;
        for (String name : names.subList(0, names.size() - 1)) {
            at = at instanceof ObjectNode object && !object.has(name) ? object.putObject(name) : child(at, name);
        }
        return set(at, names.getLast(), value);
    }

    private static JsonNode child(JsonNode at, String name) {
        return switch (at) {
            case ObjectNode object -> object.get(name);
            case ArrayNode array when index(name) >= 0 -> array.get(index(name));
            case null, default -> null;
        };
    }

    private static boolean set(JsonNode at, String name, JsonNode value) {
        if (at instanceof ObjectNode object) {
            object.set(name, value);
            return true;
        }
        if (at instanceof ArrayNode array && index(name) >= 0 && index(name) < array.size()) {
            array.set(index(name), value);
            return true;
        }
        return false;
    }

    private static int index(String name) {
        return name.matches("0|[1-9][0-9]{0,5}") ? Integer.parseInt(name) : -1;
    }
}
