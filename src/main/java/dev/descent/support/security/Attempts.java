package dev.descent.support.security;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.function.LongSupplier;

/** Who has shown wrong credentials too often: twenty in a minute, counted by address, for IPv6 by the network that one customer has. */
final class Attempts {

    private static final int MOST = 20;
    private static final int NETWORK_BYTES = 8;
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();
    /** About a megabyte. Whoever has more addresses than this has them counted anew. */
    private static final int MOST_ADDRESSES = 10_000;

    private final LongSupplier nanoTime;
    private final LinkedHashMap<String, Minute> minutes = new LinkedHashMap<>();

    Attempts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private static final class Minute {
        private final long began;
        private int failures;

        Minute(long began) {
            this.began = began;
        }
    }

    /** Seconds until this address may try again; 0 for at once. */
    synchronized long barredSeconds(String address) {
        var minute = current(network(address));
        return minute == null || minute.failures < MOST ? 0 : 1 + (minute.began + MINUTE_NANOS - nanoTime.getAsLong()) / Duration.ofSeconds(1).toNanos();
    }

    synchronized void failed(String address) {
        var network = network(address);
        var minute = current(network);
        if (minute == null) {
            minute = new Minute(nanoTime.getAsLong());
            minutes.putLast(network, minute);
            if (minutes.size() > MOST_ADDRESSES) {
                minutes.pollFirstEntry();
            }
        }
        minute.failures++;
    }

    private Minute current(String network) {
        var minute = minutes.get(network);
        if (minute != null && nanoTime.getAsLong() - minute.began >= MINUTE_NANOS) {
            minutes.remove(network);
            return null;
        }
        return minute;
    }

    /** The container gives addresses and no names: nothing is asked of a name server. */
    private static String network(String address) {
        try {
            var bytes = InetAddress.ofLiteral(address).getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK_BYTES)));
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
