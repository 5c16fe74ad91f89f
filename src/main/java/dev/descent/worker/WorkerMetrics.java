package dev.descent.worker;

import dev.descent.nn.train.EpochResult;
import dev.descent.run.RunCounts;
import dev.descent.run.RunStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** The meters: a fixed set without a run's id in it, held strongly, since gauges are forgotten otherwise. */
@Component
class WorkerMetrics {

    private static final long FRESH_NANOS = 1_000_000_000L;

    private final RunCounts counts;
    private final List<Slot> slots;
    private final Timer queueWait;
    private final Timer epochs;
    private final Counter samples;
    private final Timer cancelLatency;
    private Map<RunStatus, Long> counted = Map.of();
    private long countedAt = System.nanoTime() - FRESH_NANOS;

    WorkerMetrics(MeterRegistry registry, RunCounts counts, WorkerProperties properties) {
        this.counts = counts;
        this.slots = IntStream.rangeClosed(1, properties.slots()).mapToObj(number -> new Slot(number, this)).toList();
        this.queueWait = timer("descent.queue.wait", "Time from being queued to being taken by a worker").register(registry);
        this.epochs = timer("descent.epoch", "Duration of an epoch, validation included").register(registry);
        this.samples = Counter.builder("descent.samples").description("Training rows seen").register(registry);
        this.cancelLatency = timer("descent.cancel.latency", "Time from the request to stop to the trainer's return").register(registry);
        for (RunStatus status : RunStatus.values()) {
            Gauge.builder("descent.runs", this, metrics -> metrics.count(status)).description("Runs by status").tag("status", status.name())
                    .strongReference(true).register(registry);
        }
        Gauge.builder("descent.queue.depth", this, metrics -> metrics.count(RunStatus.QUEUED)).description("Runs that wait for a worker")
                .strongReference(true).register(registry);
        slots.forEach(slot -> show(slot, registry));
    }

    List<Slot> slots() {
        return slots;
    }

    void claimed(Duration waited) {
        queueWait.record(waited.isNegative() ? Duration.ZERO : waited);
    }

    void epochEnded(EpochResult epoch) {
        epochs.record(Duration.ofNanos((long) (epoch.durationMillis() * 1e6)));
        samples.increment(epoch.samples());
    }

    void stopped(long nanos) {
        cancelLatency.record(Duration.ofNanos(nanos));
    }

    private void show(Slot slot, MeterRegistry registry) {
        gauge(slot, "descent.slot.loss", EpochResult::trainLoss).tag("split", "train").register(registry);
        gauge(slot, "descent.slot.loss", epoch -> epoch.valLoss() == null ? Double.NaN : epoch.valLoss()).tag("split", "val").register(registry);
        gauge(slot, "descent.slot.epoch", EpochResult::epoch).register(registry);
        gauge(slot, "descent.slot.learning.rate", EpochResult::learningRate).register(registry);
    }

    private static Gauge.Builder<Slot> gauge(Slot slot, String name, ToDoubleFunction<EpochResult> figure) {
        return Gauge.builder(name, slot, shown -> shown.latest() == null ? Double.NaN : figure.applyAsDouble(shown.latest()))
                .description("Of the last epoch that ended in this slot").tag("slot", String.valueOf(slot.number())).strongReference(true);
    }

    private static Timer.Builder timer(String name, String description) {
        return Timer.builder(name).description(description);
    }

    /** Counted at most once a second, however many gauges are read. */
    private synchronized double count(RunStatus status) {
        if (System.nanoTime() - countedAt >= FRESH_NANOS) {
            try {
                counted = counts.byStatus();
            } finally {
                // Where the database is away, one gauge waits for it and not all of them in turn.
                countedAt = System.nanoTime();
            }
        }
        return counted.getOrDefault(status, 0L);
    }
}
