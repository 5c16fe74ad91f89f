package dev.descent.worker;

import dev.descent.nn.train.EpochResult;

/** One place to train in, and what it shows of the run in it. */
final class Slot {

    private final int number;
    private final WorkerMetrics metrics;
    private volatile EpochResult latest;

    /** @param number from 1 */
    Slot(int number, WorkerMetrics metrics) {
        this.number = number;
        this.metrics = metrics;
    }

    int number() {
        return number;
    }

    /** The last epoch that ended here; null before the first. */
    EpochResult latest() {
        return latest;
    }

    /** @param nanos from the request to stop to the trainer's return */
    void stopped(long nanos) {
        metrics.stopped(nanos);
    }

    void show(EpochResult epoch) {
        latest = epoch;
        metrics.epochEnded(epoch);
    }
}
