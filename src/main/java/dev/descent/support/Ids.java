package dev.descent.support;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Ids: a type prefix and a UUIDv7 (RFC 9562) in base32hex, lowercase. Their text order is the order in which this node made them. */
public final class Ids {

    private static final char[] DIGITS = "0123456789abcdefghijklmnopqrstuv".toCharArray();
    private static final int LENGTH = 26;
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Milliseconds and a 12-bit counter: two ids of one millisecond keep their order, a clock set back does not undo it. */
    private static final AtomicLong LAST = new AtomicLong();

    private Ids() {}

    /** @param prefix type of the resource with its underscore, such as {@code run_} */
    public static String next(String prefix) {
        var stamp = LAST.updateAndGet(last -> Math.max(last + 1, System.currentTimeMillis() << 12));
        var high = (stamp >>> 12) << 16 | 0x7000L | stamp & 0xFFF;
        var low = RANDOM.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return prefix + base32(high, low);
    }

    /** Whether the text has the form of an id of this type; no promise that it exists. */
    public static boolean hasForm(String text, String prefix) {
        return text.startsWith(prefix) && text.length() == prefix.length() + LENGTH
                && text.chars().skip(prefix.length()).allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'v');
    }

    private static String base32(long high, long low) {
        var text = new char[LENGTH];
        for (var i = LENGTH - 1; i >= 0; i--) {
            text[i] = DIGITS[(int) (low & 31)];
            low = low >>> 5 | high << 59;
            high >>>= 5;
        }
        return new String(text);
    }
}
