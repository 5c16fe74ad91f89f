package dev.descent.nn.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How many threads train one run: a number, or {@code "auto"}. The weights do not depend on it. */
public final class Threads {

    public static final int MOST = 64;

    /** Floating-point operations of a step, about 300 µs. */
    private static final double WORTH_IT = 20e6;

    private final int count;

    private Threads(int count) {
        this.count = count;
    }

    public static Threads of(int count) {
        return of((long) count);
    }

    /** Takes a long, so that a number beyond any int is refused by this rule and not by that of another type. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Threads of(@Min(1) @Max(MOST) Long count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("must be from 1 to " + MOST + " or \"auto\" (was " + count + ")");
        }
        return new Threads(count.intValue());
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Threads of(String auto) {
        if (!auto.equals("auto")) {
            throw new IllegalArgumentException("must be from 1 to " + MOST + " or \"auto\" (was \"" + auto + "\")");
        }
        return new Threads(0);
    }

    /** Whether the run takes further threads only while there are idle cores for them. */
    @JsonIgnore
    public boolean isAuto() {
        return count == 0;
    }

    /**
     * Threads for a mini-batch of so many floating-point operations. Below some 300 µs on one thread the barriers cost more than
     * a second thread gains.
     */
    public int count(double operations) {
        if (!isAuto()) {
            return count;
        }
        return operations < WORTH_IT ? 1 : Math.min(MOST, Runtime.getRuntime().availableProcessors());
    }

    @JsonValue
    public Object json() {
        return count == 0 ? "auto" : (Object) count;
    }
}
