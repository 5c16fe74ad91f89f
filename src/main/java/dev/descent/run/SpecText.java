package dev.descent.run;

import dev.descent.support.StrictJson;
import org.springframework.stereotype.Component;

/** Effective specifications as they are stored. */
@Component
public class SpecText {

    private final StrictJson strict;

    SpecText(StrictJson strict) {
        this.strict = strict;
    }

    String write(Object value) {
        return strict.text(value);
    }

    public EffectiveSpec read(String json) {
        return strict.stored(json, EffectiveSpec.class);
    }
}
