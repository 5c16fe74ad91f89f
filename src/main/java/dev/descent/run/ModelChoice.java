package dev.descent.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.descent.nn.spec.ModelSpec;

/** What a run trains: a stored model by id or name, or a network that stands in the request. One of the two is null. */
public record ModelChoice(String idOrName, ModelSpec spec) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ModelChoice stored(String idOrName) {
        return new ModelChoice(idOrName, null);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ModelChoice inline(ModelSpec spec) {
        return new ModelChoice(null, spec);
    }

    @JsonValue
    Object json() {
        return idOrName == null ? spec : idOrName;
    }
}
