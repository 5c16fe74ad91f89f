package dev.descent.worker;

import dev.descent.nn.train.Checkpoint;
import dev.descent.nn.train.EpochResult;
import dev.descent.nn.train.LayerFigures;
import dev.descent.nn.train.TrainingListener;
import dev.descent.run.Claim;
import dev.descent.run.Ending;
import dev.descent.run.Figures;
import dev.descent.run.Writing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes down behind the trainer what it tells: epochs in batches, checkpoints one at a time, on a thread of its own. The trainer waits
 * only while the buffer is full. What is left at the end is written together with the end.
 */
final class Recorder implements TrainingListener {

    private static final int CAPACITY = 8192;
    private static final int BATCH = 4096;
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    /** From one writing to the next: what it takes is a twentieth of the time, unless somebody would wait too long to see it. */
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int SHARE = 20;

    private final Claim claim;
    private final int keepLatest;
    private final PatientJournal journal;
    private final Control control;
    private final Slot slot;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<EpochResult> buffer = new ArrayList<>();
    private long firstEnded;
    private Checkpoint taken;
    private boolean closed;
    private RuntimeException broken;
    private Figures figures;
    private int bestStored;
    private volatile List<LayerFigures> layers = List.of();
    private long paceSince = System.nanoTime();
    private long due = paceSince;

    /** @param figures that the epochs are added to */
    Recorder(Claim claim, Training training, Figures figures, PatientJournal journal, Control control, Slot slot) {
        this.claim = claim;
        this.keepLatest = training.spec().checkpoint().keepLatest();
        this.figures = figures;
        this.journal = journal;
        this.control = control;
        this.slot = slot;
        this.thread = Thread.ofPlatform().daemon().name("recorder-" + slot.number()).start(this::record);
    }

    @Override
    public void epochEnded(EpochResult epoch) {
        slot.show(epoch);
        control.epochEnded();
        if (claim.restsAt(epoch.epoch())) {
            control.stop();
        }
        if (epoch.epoch() <= claim.recorded().epochs()) {
            return;
        }
        lock.lock();
        try {
            while (buffer.size() >= CAPACITY && broken == null) {
                await(PATIENCE_NANOS);
                control.alive();
            }
            if (buffer.isEmpty()) {
                firstEnded = System.nanoTime();
            }
            buffer.add(epoch);
            if (buffer.size() == 1 || buffer.size() == BATCH) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void layersInspected(List<LayerFigures> figures) {
        layers = figures;
    }

    @Override
    public void checkpointTaken(Checkpoint checkpoint) {
        control.checkpointTaken();
        lock.lock();
        try {
            taken = checkpoint;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** @param latest state to continue from, null for none; @param best the best weights so far, null for none */
    void end(Checkpoint latest, Checkpoint best, Ending ending) {
        close();
        if (broken != null) {
            throw broken;
        }
        store(new Batch(buffer, firstEnded, latest), best, ending);
    }

    /** Nothing more is written. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        join();
    }

    private void join() {
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // Nobody here interrupts; a stranger's interrupt must not leave two writers.
            }
        }
    }

    private void record() {
        try {
            for (var next = next(); next != null; next = next()) {
                long began = System.nanoTime();
                store(next, next.checkpoint() == null ? null : next.checkpoint().bestOnly().orElse(null), null);
                long took = System.nanoTime() - began;
                due = began + Math.clamp(SHARE * took, SHORTEST_NANOS, PATIENCE_NANOS);
                if (next.checkpoint() != null) {
                    control.checkpointStored(took);
                }
            }
        } catch (RuntimeException e) {
            breakOff(e);
        } catch (Error e) {
            breakOff(new RecordingBroken(e));
        }
    }

    private record Batch(List<EpochResult> epochs, long firstEnded, Checkpoint checkpoint) {}

    /** Waits until there is enough to write; null once closed. */
    private Batch next() {
        lock.lock();
        try {
            while (!closed && taken == null && buffer.size() < BATCH && (buffer.isEmpty() || System.nanoTime() - due < 0)) {
                await(buffer.isEmpty() ? PATIENCE_NANOS : due - System.nanoTime());
            }
            if (closed) {
                return null;
            }
            var batch = new Batch(buffer, firstEnded, taken);
            buffer = new ArrayList<>();
            taken = null;
            changed.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Whoever waits looks again afterwards. */
    private void await(long nanos) {
        try {
            changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            // Nobody here interrupts; a stranger's interrupt ends the waiting only.
        }
    }

    private void store(Batch batch, Checkpoint best, Ending ending) {
        if (!batch.epochs().isEmpty()) {
            take(batch.epochs());
        }
        var news = best != null && best.model().epoch() > bestStored ? best : null;
        journal.write(claim, new Writing(batch.epochs(), batch.firstEnded(), figures, batch.checkpoint(), news, keepLatest, ending, layers));
        bestStored = news == null ? bestStored : news.model().epoch();
    }

    private void take(List<EpochResult> epochs) {
        long samples = 0;
        for (EpochResult epoch : epochs) {
            figures = figures.with(epoch);
            samples += epoch.samples();
        }
        long now = System.nanoTime();
        figures = figures.paced(epochs.size(), samples, (now - paceSince) / 1e6);
        paceSince = now;
    }

    /** What ended the recorder's thread ends the run. */
    static final class RecordingBroken extends RuntimeException {
        RecordingBroken(Error cause) {
            super("The recording broke off", cause);
        }
    }

    private void breakOff(RuntimeException e) {
        lock.lock();
        try {
            broken = e;
            control.stop();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
