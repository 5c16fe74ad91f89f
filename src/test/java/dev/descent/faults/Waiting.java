package dev.descent.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other processes do. */
final class Waiting {

    private static final long BETWEEN_LOOKS = 20_000_000;

    private Waiting() {}

    /** @throws AssertionError once the deadline has passed, saying what was waited for */
    static void until(String what, Duration deadline, BooleanSupplier condition) {
        until(what, deadline, () -> condition.getAsBoolean() ? Boolean.TRUE : null);
    }

    /** Looks until there is something. */
    static <T> T until(String what, Duration deadline, Supplier<T> look) {
        long end = System.nanoTime() + deadline.toNanos();
        for (T found = look.get(); ; found = look.get()) {
            if (found != null) {
                return found;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("waited " + deadline + " in vain until " + what);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }

    /** Lets a fault's random moment come: nothing is waited for but the time itself. */
    static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
