package dev.descent.worker;

import dev.descent.nn.data.Interruption;
import dev.descent.nn.train.StopSignal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** What others want of a run, and what they can see of it. The trainer asks before every mini-batch, so that reads fields and the clock. */
final class Control implements StopSignal, Interruption {

    private static final long FIRST_CHECKPOINT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** Checkpoints may take a twentieth of the time that is spent on training. */
    private static final int TRAINING_PER_CHECKPOINT = 20;
    /** The first of an attempt is often the first of all, and slow for want of warm code: the second tells better what one costs. */
    private static final int TRAINING_PER_FIRST = 4;
    /** A change of runs costs two checkpoints and a preparation, and that must not be what the time is spent on. */
    private static final int SLICE_PER_CHECKPOINT = 10;
    private static final int SLICE_PER_PREPARATION = 4;
    private static final int SILENT_BATCHES = 20;
    /** While epochs end as often as this, a checkpoint waits for the end of one: only that state has a number, by which it is looked at and forked from. */
    private static final long SHORT_EPOCH_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long NEVER = Long.MAX_VALUE;
    private static final long LONG_AGO = Long.MIN_VALUE / 2;
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final long intervalNanos;
    private final IntSupplier running;
    private final BooleanSupplier cramped;
    /** All other times are nanoseconds after this. */
    private final long made = System.nanoTime();
    private volatile long trustedUntil;
    private volatile long began = NEVER;
    private volatile long nextCheckpoint = NEVER;
    private volatile long checkpointNanos;
    private volatile boolean stop;
    private volatile boolean giveWay;
    private volatile boolean lost;
    private volatile boolean ended;
    private volatile long stopRequested;
    /** Of the last question; released after {@link #asked}, since a full fence for each mini-batch is felt by tiny networks. */
    private final AtomicLong heard = new AtomicLong();
    private long asked;
    private long snapshotBegan;
    private long lastEpochEnd = LONG_AGO;
    private boolean betweenEpochs;
    private boolean hasCheckpoint;
    private boolean hasStored;

    /**
     * @param running how many runs train on this node, this one included
     * @param cramped whether there is no room for checkpoints that are not needed
     * @param trusted how long nobody else takes the run, whatever happens
     */
    Control(double everySeconds, IntSupplier running, BooleanSupplier cramped, Duration trusted) {
        this.running = running;
        this.cramped = cramped;
        this.intervalNanos = (long) (everySeconds * 1e9);
        this.trustedUntil = trusted.toNanos();
    }

    @Override
    public Request request() {
        long now = alive();
        boolean endsEpoch = betweenEpochs;
        betweenEpochs = false;
        if (now > trustedUntil) {
            awaitTrust();
        }
        if (stop || giveWay) {
            return Request.STOP;
        }
        return now >= nextCheckpoint && isGoodTime(now, endsEpoch) && isCheckpointDue(now) ? Request.CHECKPOINT : Request.CONTINUE;
    }

    /** @throws Stopped once it was told to stop */
    @Override
    public void check() {
        alive();
        if (stop) {
            throw new Stopped();
        }
    }

    /** One core for each other run; what is left is idle. */
    @Override
    public boolean hasIdleCores(int threads) {
        return threads + running.getAsInt() - 1 <= CORES;
    }

    /** The rows are there: from now on the time counts. */
    void trainingBegins() {
        began = alive();
        nextCheckpoint = began + FIRST_CHECKPOINT_NANOS;
    }

    /** The next question comes before the first mini-batch of another epoch. */
    void epochEnded() {
        betweenEpochs = true;
        lastEpochEnd = now();
    }

    /** What follows is no training any more: nobody waits for its next mini-batch. */
    void trainingEnded() {
        ended = true;
    }

    /** The training thread did something, or has a reason not to. Returns the time. */
    long alive() {
        long now = now();
        asked++;
        heard.setRelease(now);
        return now;
    }

    /** The training thread has handed over the checkpoint that it was asked for. */
    void checkpointTaken() {
        checkpointNanos = now() - snapshotBegan;
    }

    /** It is stored; the next one follows after the interval, later where taking and writing one is slow. */
    void checkpointStored(long writingNanos) {
        checkpointNanos += writingNanos;
        nextCheckpoint = now() + Math.max(intervalNanos, (hasStored ? TRAINING_PER_CHECKPOINT : TRAINING_PER_FIRST) * checkpointNanos);
        hasStored = true;
    }

    /** Lets others have the slot, from the next mini-batch on. */
    void giveWay() {
        giveWay = true;
    }

    /** Whether it stopped for others and for nothing else. */
    boolean gaveWay() {
        return giveWay && !stop;
    }

    /** Whether its turn is over; one that is about to stop anyway is not asked to. */
    boolean hasHadItsTurn(Duration slice) {
        long since = began;
        long least = Math.max(slice.toNanos(), Math.max(SLICE_PER_PREPARATION * since, SLICE_PER_CHECKPOINT * checkpointNanos));
        return since != NEVER && !ended && !stop && !giveWay && now() - since >= least;
    }

    /** Seen at the next mini-batch, column or block of rows. */
    void stop() {
        if (!stop) {
            stopRequested = now();
            stop = true;
        }
    }

    /** Somebody else has the run by now: nothing more may be written. */
    void lose() {
        lost = true;
        stop();
    }

    boolean isLost() {
        return lost;
    }

    /** Nobody else takes the run for this long from now; once that is over, training pauses. */
    void trust(Duration time) {
        trustedUntil = now() + time.toNanos();
    }

    /** Whether the training thread has not asked for so long that it will probably never do so again. */
    boolean isStalled(Duration patience) {
        long last = heard.getAcquire();
        return !ended && now() - last >= Math.max(patience.toNanos(), SILENT_BATCHES * (last / Math.max(1, asked)));
    }

    /** Since {@link #stop} was called. */
    long nanosSinceStop() {
        return now() - stopRequested;
    }

    /** The first of an attempt is not put off: each attempt of a run that kills its worker is to come a little further. */
    private boolean isGoodTime(long now, boolean endsEpoch) {
        return endsEpoch || !hasCheckpoint || now - lastEpochEnd > SHORT_EPOCH_NANOS;
    }

    /** The first of an attempt proves that the run does not kill its worker: it is taken whatever room there is. */
    private boolean isCheckpointDue(long now) {
        if (hasCheckpoint && cramped.getAsBoolean()) {
            nextCheckpoint = now + intervalNanos;
            return false;
        }
        hasCheckpoint = true;
        nextCheckpoint = NEVER;
        snapshotBegan = now;
        return true;
    }

    private void awaitTrust() {
        while (!stop && alive() > trustedUntil) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private long now() {
        return System.nanoTime() - made;
    }
}
