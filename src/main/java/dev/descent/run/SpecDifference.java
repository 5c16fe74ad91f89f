package dev.descent.run;

import dev.descent.nn.spec.SpecProblem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A place where specifications differ: the deepest one that still holds the whole difference.
 *
 * @param pointer JSON pointer into the effective specifications
 * @param values  by id of the run; null where a run has nothing there
 */
public record SpecDifference(
        @Schema(example = "/optimizer/learningRate") String pointer,
        @Schema(description = "By id of the run; null where a run has nothing there") Map<String, JsonNode> values) {

    /** @param specs by id of the run; the places come in the order in which the specifications name them */
    static List<SpecDifference> between(Map<String, JsonNode> specs) {
        var found = new ArrayList<SpecDifference>();
        compare("", specs, found);
        return found;
    }

    private static void compare(String at, Map<String, JsonNode> values, List<SpecDifference> found) {
        if (values.values().stream().distinct().count() <= 1) {
            return;
        }
        if (values.values().stream().allMatch(JsonNode::isObject)) {
            names(values).forEach(name -> compare(SpecProblem.child(at, name), part(values, value -> value.path(name)), found));
        } else if (values.values().stream().allMatch(JsonNode::isArray)) {
            int longest = values.values().stream().mapToInt(JsonNode::size).max().orElse(0);
            IntStream.range(0, longest).forEach(i -> compare(at + "/" + i, part(values, value -> value.path(i)), found));
        } else {
            found.add(new SpecDifference(at, values));
        }
    }

    private interface Part {
        JsonNode of(JsonNode whole);
    }

    /** What is missing is as good as null: off, or not there. */
    private static Map<String, JsonNode> part(Map<String, JsonNode> values, Part part) {
        var parts = new LinkedHashMap<String, JsonNode>();
        values.forEach((run, value) -> {
            var found = part.of(value);
            parts.put(run, found.isMissingNode() ? JsonNodeFactory.instance.nullNode() : found);
        });
        return parts;
    }

    private static Set<String> names(Map<String, JsonNode> values) {
        var names = new LinkedHashSet<String>();
        values.values().forEach(value -> names.addAll(value.propertyNames()));
        return names;
    }
}
