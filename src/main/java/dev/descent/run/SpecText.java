package dev.descent.run;

import dev.descent.support.StrictJson;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

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

    public EffectiveSpec read(String json) {
        return strict.read(mapper.readTree(json), EffectiveSpec.class);
    }
}
