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
 * reference by running up to a hundredth faster or slower. Only where the machine was suspended, during which its timer stands still,
 * it steps forward: the reference and the machine's own clock then agree that more time has passed. In microseconds, as the databases
 * keep time: what is answered now is what will be read later.
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
    /** Far more than clocks that are kept in time differ by. */
    private static final Duration SUSPENDED = Duration.ofSeconds(3);

    private final Supplier<Instant> reference;
    private final LongSupplier timer;
    private final Supplier<Instant> wall;
    private volatile Mark mark;
    private Instant wallAtMark;

    /** What the time was at a reading of the timer, and how much faster it goes from there. */
    private record Mark(long nanos, Instant time, double slew) {

        Instant at(long now) {
            long gone = now - nanos;
            return time.plusNanos(gone + (long) (slew * Math.min(gone, SLEW_NANOS)));
        }
    }

    /**
     * @param timer nanoseconds since whenever
     * @param wall  the machine's own clock, believed only together with the reference
     */
    public SteadyClock(Supplier<Instant> reference, LongSupplier timer, Supplier<Instant> wall) {
        this.reference = reference;
        this.timer = timer;
        this.wall = wall;
        var best = ask();
        for (int tries = 1; tries < MOST_TRIES && best.tookNanos > QUICK_NANOS; tries++) {
            var answer = ask();
            best = answer.tookNanos < best.tookNanos ? answer : best;
        }
        this.mark = new Mark(best.nanos, best.time, 0);
        this.wallAtMark = best.wall;
    }

    /** What the reference and the machine's clock said, at this reading of the timer. */
    private record Answer(long nanos, Instant time, Instant wall, long tookNanos) {}

    private Answer ask() {
        long asked = timer.getAsLong();
        var answer = reference.get();
        long now = timer.getAsLong();
        return new Answer(now, answer.plusNanos((now - asked) / 2), wall.get(), now - asked);
    }

    /** To be called every few seconds. What the reference throws is thrown, and nothing changes. */
    public synchronized void synchronise() {
        var answer = ask();
        if (answer.tookNanos <= SLOW_NANOS) {
            var time = mark.at(answer.nanos);
            var behind = Duration.between(time, answer.time);
            mark = wasSuspended(behind, answer) ? new Mark(answer.nanos, answer.time, 0)
                    : new Mark(answer.nanos, time, Math.clamp(behind.toMillis() * 1e6 / SLEW_NANOS, -MOST_SLEW, MOST_SLEW));
            wallAtMark = answer.wall;
        }
    }

    /** The machine's clock has gone on by as much as the reference says that is missing, and the timer has not. */
    private boolean wasSuspended(Duration behind, Answer answer) {
        var unseen = Duration.between(wallAtMark, answer.wall).minusNanos(answer.nanos - mark.nanos);
        return behind.compareTo(SUSPENDED) > 0 && behind.minus(unseen).abs().compareTo(SUSPENDED) <= 0;
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
