package dev.descent.benchmark;

import com.sun.management.ThreadMXBean;
import dev.descent.nn.spec.Threads;
import dev.descent.nn.train.StopSignal;
import java.lang.management.ManagementFactory;

/**
 * What a training takes from the heap, by the counter of its thread.
 *
 * @param perStep  mean over the steps inside an epoch; −1 if an epoch is one step
 * @param perEpoch mean of what comes on top with the last step of an epoch and its end: validation, the listener's figures
 */
record Allocation(double perStep, double perEpoch) {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** At least so many, however long they take. */
    private static final int STEPS = 20;

    /** Measures in the second half of the time, when everything is compiled. */
    static Allocation of(DescentSide side, long nanos) {
        var count = new Count(System.nanoTime(), nanos);
        side.train(Threads.of(1), null, epoch -> count.epochEnded(), count);
        return new Allocation(count.steps == 0 ? -1 : (double) count.stepBytes / count.steps, count.epochs == 0 ? 0 : (double) count.epochBytes / count.epochs);
    }

    private static final class Count implements StopSignal {

        private final long started;
        private final long nanos;
        private long before = -1;
        private boolean ended;
        private long steps;
        private long stepBytes;
        private long epochs;
        private long epochBytes;

        Count(long started, long nanos) {
            this.started = started;
            this.nanos = nanos;
        }

        void epochEnded() {
            ended = true;
        }

        @Override
        public Request request() {
            long now = THREADS.getCurrentThreadAllocatedBytes();
            long elapsed = System.nanoTime() - started;
            if (before >= 0 && elapsed > nanos / 2) {
                add(now - before);
            }
            ended = false;
            before = THREADS.getCurrentThreadAllocatedBytes();
            return elapsed < nanos || epochs + steps < STEPS || epochs == 0 && elapsed < 10 * nanos ? Request.CONTINUE : Request.STOP;
        }

        private void add(long bytes) {
            if (ended) {
                epochs++;
                epochBytes += bytes;
            } else {
                steps++;
                stepBytes += bytes;
            }
        }
    }
}
