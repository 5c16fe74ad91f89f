package dev.descent.worker;

import dev.descent.nn.train.StopSignal;
import java.util.function.IntSupplier;

/** What others want of a training run. The trainer asks before every mini-batch, so this reads two fields and the clock. */
final class Control implements StopSignal {

    private static final long FIRST_CHECKPOINT_NANOS = 250_000_000L;
    /** Writing checkpoints may take a twentieth of the time that is spent on training. */
    private static final int TRAINING_PER_WRITING = 20;
    private static final long NEVER = Long.MAX_VALUE;

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final long intervalNanos;
    private final IntSupplier running;
    private final long began = System.nanoTime();
    /** Nanoseconds after {@link #began}. */
    private volatile long nextCheckpoint = FIRST_CHECKPOINT_NANOS;
    private volatile boolean stop;
    private volatile boolean giveWay;
    private volatile long stopRequested;

    /** @param running how many runs train on this node, this one included */
    Control(double everySeconds, IntSupplier running) {
        this.running = running;
        this.intervalNanos = (long) (everySeconds * 1e9);
    }

    @Override
    public Request request() {
        if (stop || giveWay) {
            return Request.STOP;
        }
        if (nextCheckpoint != NEVER && System.nanoTime() - began >= nextCheckpoint) {
            nextCheckpoint = NEVER;
            return Request.CHECKPOINT;
        }
        return Request.CONTINUE;
    }

    /** One core for each other run; what is left is idle. */
    @Override
    public boolean hasIdleCores(int threads) {
        return threads + running.getAsInt() - 1 <= CORES;
    }

    /** The checkpoint that was asked for is stored; the next one follows after the interval, later where writing is slow. */
    void checkpointStored(long writingNanos) {
        nextCheckpoint = System.nanoTime() - began + Math.max(intervalNanos, TRAINING_PER_WRITING * writingNanos);
    }

    /** Lets others have the slot, from the next mini-batch on. */
    void giveWay() {
        giveWay = true;
    }

    /** Whether it stopped for others and for nothing else. */
    boolean gaveWay() {
        return giveWay && !stop;
    }

    /** Whether it has trained for so long and is not about to stop anyway. */
    boolean hasTrained(long nanos) {
        return !stop && !giveWay && System.nanoTime() - began >= nanos;
    }

    /** Seen at the next mini-batch. */
    void stop() {
        if (!stop) {
            stopRequested = System.nanoTime();
            stop = true;
        }
    }

    /** Since {@link #stop} was called. */
    long nanosSinceStop() {
        return System.nanoTime() - stopRequested;
    }
}
