package dev.descent.worker;

import dev.descent.nn.train.EpochResult;
import dev.descent.run.Ending;
import dev.descent.run.Failure;
import dev.descent.run.RunStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** The meters: a fixed set without a run's id in it, held strongly, since gauges are forgotten otherwise. */
@Component
class WorkerMetrics {

    private final List<Slot> slots;
    private final Timer queueWait;
    private final Timer epochs;
    private final Counter samples;
    private final Timer cancelLatency;
    private final Map<Outcome, Counter> ended = new EnumMap<>(Outcome.class);

    /** How a training came to its end on this node. */
    private enum Outcome { SUCCEEDED, DIVERGED, FAILED }

    WorkerMetrics(MeterRegistry registry, ServiceFigures service, PreparedRows rows, WorkerProperties properties) {
        this.slots = IntStream.rangeClosed(1, properties.slots()).mapToObj(number -> new Slot(number, this)).toList();
        this.queueWait = timer("descent.queue.wait", "Time from being queued to being taken by a worker").register(registry);
        this.epochs = timer("descent.epoch", "Duration of an epoch, validation included").register(registry);
        this.samples = Counter.builder("descent.samples").description("Training rows seen").register(registry);
        this.cancelLatency = timer("descent.cancel.latency", "Time from the request to stop to the trainer's return").register(registry);
        for (Outcome outcome : Outcome.values()) {
            ended.put(outcome, Counter.builder("descent.runs.ended").description("Trainings that came to their end on this node").tag("outcome", outcome.name()).register(registry));
        }
        show(service, registry);
        FunctionCounter.builder("descent.rows.reused", rows, PreparedRows::reused).description("Runs that found their encoded rows on this node").register(registry);
        Gauge.builder("descent.rows.kept", rows, PreparedRows::bytes).baseUnit("bytes").strongReference(true)
                .description("Disk that encoded rows take on this node, of runs that train and for those to come").register(registry);
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

    /** @param ending that is written down */
    void ended(Ending ending) {
        var outcome = switch (ending) {
            case Ending.Succeeded _ -> Outcome.SUCCEEDED;
            case Ending.Failed(Failure failure) -> failure.code() == Failure.Code.DIVERGED ? Outcome.DIVERGED : Outcome.FAILED;
            case Ending.Released _, Ending.Rested _, Ending.GaveWay _, Ending.Stalled _, Ending.Abandoned _, Ending.SetBack _ -> null;
        };
        if (outcome != null) {
            ended.get(outcome).increment();
        }
    }

    /** The same on every node: whoever reads several takes the maximum and not the sum. */
    private static void show(ServiceFigures service, MeterRegistry registry) {
        for (RunStatus status : RunStatus.values()) {
            gauge("descent.runs", service, figures -> figures.runs(status)).description("Runs by status, of the whole service").tag("status", status.name()).register(registry);
        }
        gauge("descent.queue.depth", service, figures -> figures.runs(RunStatus.QUEUED)).description("Runs that wait for a worker, of the whole service").register(registry);
        gauge("descent.queue.oldest", service, ServiceFigures::longestWait).baseUnit("seconds")
                .description("Time that the run which waits longest has waited, of the whole service").register(registry);
        gauge("descent.store.up", service, ServiceFigures::storeUp).description("1 where this node can commit and has room on its disk, 0 otherwise").register(registry);
    }

    private static Gauge.Builder<ServiceFigures> gauge(String name, ServiceFigures service, ToDoubleFunction<ServiceFigures> figure) {
        return Gauge.builder(name, service, figure).strongReference(true);
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
}
