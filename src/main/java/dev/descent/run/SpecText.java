package dev.descent.run;

import dev.descent.support.StrictJson;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Effective specifications as they are stored. */
@Component
public class SpecText {

    private final StrictJson strict;
    private final JsonMapper mapper;

    SpecText(StrictJson strict, JsonMapper mapper) {
        this.strict = strict;
        this.mapper = mapper;
    }

    String write(Object value) {
        return strict.text(value);
    }

    ObjectNode tree(String json) {
        return (ObjectNode) mapper.readTree(json);
    }

    ObjectNode object() {
        return mapper.createObjectNode();
    }

    /** What did not end by the clock is not to end by it when it is repeated on a slower machine. */
    String withoutClock(String json) {
        var tree = tree(json);
        if (tree.path("stopping") instanceof ObjectNode stopping) {
            stopping.putNull("maxRuntimeSeconds");
        }
        return mapper.writeValueAsString(tree);
    }

    public EffectiveSpec read(String json) {
        return strict.stored(json, EffectiveSpec.class);
    }
}
