package dev.descent.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** How much of its core a window really had: on a machine that others use too, rates say little. */
final class BusyMachine {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static int windows;
    private static int disturbed;
    private static double least = 1;

    static long cpuNanos() {
        return THREADS.getCurrentThreadCpuTime();
    }

    static synchronized void windowHad(double share) {
        windows++;
        disturbed += share < 0.95 ? 1 : 0;
        least = Math.min(least, share);
    }

    static synchronized String verdict() {
        return disturbed == 0
                ? "An idle machine: every window had its core for itself."
                : "A busy machine: %d of %d windows had less than 95 %% of a core, one of them %.0f %%. Ratios within a table still tell something, rates do not."
                        .formatted(disturbed, windows, 100 * least);
    }

    private BusyMachine() {}
}
