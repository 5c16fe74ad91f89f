package dev.descent.nn.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How many threads train one run: a number, or {@code "auto"}. The weights do not depend on it. */
public final class Threads {

    public static final int MOST = 64;

    private final int count;

    private Threads(int count) {
        this.count = count;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Threads of(@Min(1) @Max(MOST) Integer count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("must be from 1 to " + MOST + " or \"auto\" (was " + count + ")");
        }
        return new Threads(count);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Threads of(String auto) {
        if (!auto.equals("auto")) {
            throw new IllegalArgumentException("must be from 1 to " + MOST + " or \"auto\" (was \"" + auto + "\")");
        }
        return new Threads(0);
    }

    @JsonValue
    public Object json() {
        return count == 0 ? "auto" : (Object) count;
    }
}
