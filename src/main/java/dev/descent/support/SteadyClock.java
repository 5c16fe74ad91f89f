package dev.descent.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Time that never jumps: read once from a reference, then counted by the machine's timer, whatever becomes of its clock. It follows the
 * reference by running up to a hundredth faster or slower. In microseconds, as the databases keep time: what is answered now is
 * what will be read later.
 */
public final class SteadyClock extends Clock {

    private static final double MOST_SLEW = 0.01;
    /** A difference is made up for in this time, if that is not too fast. */
    private static final long SLEW_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** An answer that took longer says little about now. */
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** The first answer counts most and is often the slowest, while everything starts: it is asked for again. */
    private static final long QUICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int MOST_TRIES = 5;

    private final Supplier<Instant> reference;
    private final LongSupplier timer;
    private volatile Mark mark;

    /** What the time was at a reading of the timer, and how much faster it goes from there. */
    private record Mark(long nanos, Instant time, double slew) {

        Instant at(long now) {
            long gone = now - nanos;
            return time.plusNanos(gone + (long) (slew * Math.min(gone, SLEW_NANOS)));
        }
    }

    /** @param timer nanoseconds since whenever */
    public SteadyClock(Supplier<Instant> reference, LongSupplier timer) {
        this.reference = reference;
        this.timer = timer;
        var best = ask();
        for (int tries = 1; tries < MOST_TRIES && best.tookNanos > QUICK_NANOS; tries++) {
            var answer = ask();
            best = answer.tookNanos < best.tookNanos ? answer : best;
        }
        this.mark = new Mark(best.nanos, best.time, 0);
    }

    /** What the reference said, at this reading of the timer. */
    private record Answer(long nanos, Instant time, long tookNanos) {}

    private Answer ask() {
        long asked = timer.getAsLong();
        var answer = reference.get();
        long now = timer.getAsLong();
        return new Answer(now, answer.plusNanos((now - asked) / 2), now - asked);
    }

    /** To be called once a minute. What the reference throws is thrown, and nothing changes. */
    public void synchronise() {
        var answer = ask();
        if (answer.tookNanos <= SLOW_NANOS) {
            var time = mark.at(answer.nanos);
            double behind = Duration.between(time, answer.time).toMillis() * 1e6;
            mark = new Mark(answer.nanos, time, Math.clamp(behind / SLEW_NANOS, -MOST_SLEW, MOST_SLEW));
        }
    }

    @Override
    public Instant instant() {
        return mark.at(timer.getAsLong()).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(getZone()) ? this : Clock.fixed(instant(), zone);
    }
}
