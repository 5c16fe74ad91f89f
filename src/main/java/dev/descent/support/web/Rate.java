package dev.descent.support.web;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;

/**
 * How often each of many callers may do something: so many at once, and so many more with time. Told in the headers of
 * draft-ietf-httpapi-ratelimit-headers: {@code RateLimit-Policy: "requests";q=40;w=2} and {@code RateLimit: "requests";r=39;t=1}.
 */
final class Rate {

    /** Some megabytes. Whoever was idle the longest is forgotten first, and begins with a full bucket. */
    private static final int MOST_CALLERS = 10_000;

    private final String name;
    private final int burst;
    private final int more;
    private final Duration period;
    private final LinkedHashMap<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    private Rate(String name, int burst, int more, Duration period) {
        this.name = name;
        this.burst = burst;
        this.more = more;
        this.period = period;
    }

    static Rate ofSecond(String name, int more, int burst) {
        return new Rate(name, burst, more, Duration.ofSeconds(1));
    }

    static Rate ofMinute(String name, int more) {
        return new Rate(name, more, more, Duration.ofMinutes(1));
    }

    /** One of what is left to this caller, if anything is. */
    ConsumptionProbe take(String caller) {
        return bucket(caller).tryConsumeAndReturnRemaining(1);
    }

    /** Quota and the seconds in which it is there again. */
    String policy() {
        return "\"" + name + "\";q=" + burst + ";w=" + seconds(period.toNanos() * burst / more);
    }

    /** Remaining quota and the seconds until all of it is there again. */
    String state(ConsumptionProbe left) {
        return "\"" + name + "\";r=" + left.getRemainingTokens() + ";t=" + seconds(left.getNanosToWaitForReset());
    }

    String text() {
        return more + " " + name + " per " + (period.toSeconds() == 1 ? "second" : "minute") + " and " + burst + " at once";
    }

    static long seconds(long nanos) {
        return Math.ceilDiv(nanos, 1_000_000_000L);
    }

    private synchronized Bucket bucket(String caller) {
        var bucket = buckets.computeIfAbsent(caller, _ -> Bucket.builder().addLimit(limit -> limit.capacity(burst).refillGreedy(more, period)).build());
        if (buckets.size() > MOST_CALLERS) {
            buckets.pollFirstEntry();
        }
        return bucket;
    }
}
