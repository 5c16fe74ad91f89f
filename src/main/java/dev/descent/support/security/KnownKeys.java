package dev.descent.support.security;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Keys that were made here or shown lately, so that not every request asks the database. What another node revoked is noticed within two
 * seconds; that a key was good once is remembered for longer.
 */
@Component
class KnownKeys {

    private static final long FRESH_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int MOST = 1000;

    private record Known(ApiKey key, long at) {}

    private final Map<String, Known> byPrefix = new LinkedHashMap<>(16, 0.75f, true);

    synchronized Optional<ApiKey> find(String prefix) {
        return Optional.ofNullable(byPrefix.get(prefix)).filter(known -> System.nanoTime() - known.at() < FRESH_NANOS).map(Known::key);
    }

    /** @param at reading of {@link System#nanoTime} before it was asked for */
    synchronized void keep(ApiKey key, long at) {
        byPrefix.put(key.prefix(), new Known(key, at));
        if (byPrefix.size() > MOST) {
            byPrefix.remove(byPrefix.keySet().iterator().next());
        }
    }

    /** The database is asked the next time. */
    synchronized void doubt(String prefix) {
        byPrefix.computeIfPresent(prefix, (_, known) -> new Known(known.key(), System.nanoTime() - FRESH_NANOS));
    }

    /** Whether it was good once: whoever shows it does not guess. */
    synchronized boolean isFamiliar(KeyText text) {
        var known = byPrefix.get(text.prefix());
        return known != null && known.key().isOf(text);
    }
}
