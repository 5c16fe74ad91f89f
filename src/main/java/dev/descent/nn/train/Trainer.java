package dev.descent.nn.train;

import dev.descent.nn.kernel.CounterRandom;
import dev.descent.nn.kernel.Kernels;
import dev.descent.nn.kernel.Parallel;
import dev.descent.nn.loss.Metric;
import dev.descent.nn.spec.ModelSpec;
import dev.descent.nn.spec.Task;
import dev.descent.nn.spec.TrainingSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The loop of the lecture: for each epoch, for each mini-batch: forward, loss, backward, update; then validate; if it is the
 * best, keep it. Knows neither a database nor a queue: it tells a listener and asks a stop signal.
 */
public final class Trainer {

    private final Kernels kernels;
    private final TrainingSpec spec;
    private final TrainingData data;
    private final TrainingListener listener;
    private final StopSignal signal;
    private final Parameters parameters;
    private final TrainingStep step;
    private final Evaluator evaluator;
    private final Inspection inspection;
    private final Scoring scoring;
    private final Standing standing;
    private final Best best;
    private final Parallel parallel;
    /** Null where the number of threads is given. */
    private final ThreadTrial trial;
    /** Of the training rows in this epoch; null where one batch takes all of them, whose order is then that of the dataset. */
    private final int[] order;
    private final int rows;
    private final int batches;
    private final long startedNanos = System.nanoTime();
    private int lastEpoch;
    private Map<String, Double> lastFigures = Map.of();
    private long steps;
    private long earlierNanos;

    /**
     * Allocates all that the training needs.
     *
     * @param model resolved
     * @param spec  resolved
     */
    public Trainer(ModelSpec model, TrainingSpec spec, TrainingData data, TrainingListener listener, StopSignal signal) {
        this.kernels = Kernels.best();
        var lowered = Model.of(model, spec);
        this.spec = spec;
        this.data = data;
        this.listener = listener;
        this.signal = signal;
        this.parameters = new Parameters(lowered.checked());
        this.rows = data.training().rows();
        this.parallel = new Parallel(spec.threads().count(lowered.operationsPerRow() * spec.batchSize()));
        this.trial = spec.threads().isAuto() && parallel.parts() > 1 ? new ThreadTrial() : null;
        this.step = new TrainingStep(kernels, lowered, spec, parameters, parallel);
        this.evaluator = data.validation() == null ? null : new Evaluator(kernels, lowered, parameters);
        this.inspection = new Inspection(kernels, lowered, parameters, spec.batchSize());
        this.scoring = new Scoring(spec, data.preprocessing(), lowered.checked().outputWidth());
        this.standing = new Standing(spec);
        this.best = new Best(parameters);
        this.order = rows <= spec.batchSize() ? null : new int[rows];
        this.batches = Math.ceilDiv(rows, spec.batchSize());
    }

    /**
     * Trains to the end, or until the signal says stop.
     *
     * @param resume where to go on; null starts from the initial weights
     * @throws DivergedException         once a loss or a weight is not finite
     * @throws CheckpointFormatException if the checkpoint belongs to another network
     */
    public TrainingOutcome train(Checkpoint resume) {
        try (parallel) {
            return runEpochs(resume == null ? begin() : restore(resume));
        }
    }

    private TrainingOutcome runEpochs(Epoch first) {
        for (var epoch = first; ; ) {
            var interrupted = runBatches(epoch);
            if (interrupted.isPresent()) {
                return new TrainingOutcome(interrupted.get(), snapshot(epoch));
            }
            var result = result(epoch);
            if (result.isEmpty()) {
                return new TrainingOutcome(TrainingOutcome.Reason.STOPPED, snapshot(epoch));
            }
            var ending = finish(epoch, result.get());
            epoch = new Epoch(epoch.number + 1);
            if (ending.isPresent()) {
                inspect();
                return new TrainingOutcome(ending.get(), snapshot(epoch));
            }
        }
    }

    private Epoch begin() {
        parameters.initialize(spec.seed());
        return new Epoch(1);
    }

    private Epoch restore(Checkpoint checkpoint) {
        var progress = checkpoint.progress();
        parameters.restore(checkpoint.model().tensors());
        step.restore(progress);
        standing.restore(progress);
        best.restore(checkpoint.bestOrNull());
        lastEpoch = checkpoint.model().epoch();
        lastFigures = checkpoint.model().metrics();
        steps = progress.step();
        earlierNanos = progress.runNanos();
        return new Epoch(checkpoint.model().epoch() + 1, progress);
    }

    private Optional<TrainingOutcome.Reason> runBatches(Epoch epoch) {
        arrange(order, spec, epoch.number);
        while (epoch.batch < batches) {
            if (isStopped(epoch)) {
                return Optional.of(TrainingOutcome.Reason.STOPPED);
            }
            if (isOutOfTime()) {
                inspect();
                return Optional.of(TrainingOutcome.Reason.MAX_RUNTIME);
            }
            runBatch(epoch);
        }
        return Optional.empty();
    }

    private boolean isStopped(Epoch epoch) {
        return switch (signal.request()) {
            case CONTINUE -> false;
            case CHECKPOINT -> {
                inspect();
                listener.checkpointTaken(snapshot(epoch));
                yield false;
            }
            case STOP -> true;
        };
    }

    /** Puts the rows into their order for an epoch. @param order null where one batch takes all rows as they stand */
    static void arrange(int[] order, TrainingSpec spec, int epoch) {
        if (order == null) {
            return;
        }
        if (spec.shuffle()) {
            CounterRandom.permute(order, CounterRandom.key(spec.seed(), CounterRandom.Purpose.SHUFFLE, epoch));
        } else {
            Arrays.setAll(order, i -> i);
        }
    }

    private void runBatch(Epoch epoch) {
        int from = epoch.batch * spec.batchSize();
        int count = Math.min(spec.batchSize(), rows - from);
        epoch.learningRate = learningRate(epoch.number);
        double loss = trial == null || !signal.hasIdleCores(parallel.parts())
                ? step.run(data.training(), order, from, count, steps, epoch.learningRate, trial != null)
                : timed(epoch, from, count);
        epoch.batch++;
        if (!Double.isFinite(loss)) {
            throw new DivergedException("The loss", epoch.number, epoch.batch, best.state());
        }
        steps++;
        epoch.rows += count;
        epoch.lossSum += loss * count;
        epoch.normSum += step.gradientNorm();
        if (spec.task() == Task.CLASSIFICATION) {
            epoch.correct += step.batch().correct();
        }
    }

    private double timed(Epoch epoch, int from, int count) {
        long began = System.nanoTime();
        double loss = step.run(data.training(), order, from, count, steps, epoch.learningRate, trial.isAlone());
        trial.took(System.nanoTime() - began);
        return loss;
    }

    private double learningRate(int epoch) {
        return spec.schedule().at(spec.optimizer().learningRate(), epoch - 1, steps, batches, standing.plateaus());
    }

    /** What the epoch came to; empty if the signal said stop during validation, which is then done again by whoever goes on. */
    private Optional<EpochResult> result(Epoch epoch) {
        for (int i = 0; i < parameters.count(); i++) {
            if (!kernels.isFinite(parameters.values(i), 0, parameters.values(i).length)) {
                throw new DivergedException("A weight of " + parameters.name(i), epoch.number, epoch.batch, best.state());
            }
        }
        var metrics = new LinkedHashMap<String, Double>();
        if (spec.task() == Task.CLASSIFICATION) {
            metrics.put(Metric.TRAIN_ACCURACY.label(), (double) epoch.correct / epoch.rows);
        }
        Double valLoss = null;
        if (evaluator != null) {
            scoring.reset();
            var loss = evaluator.loss(data.validation(), scoring, () -> isStopped(epoch));
            if (loss.isEmpty()) {
                return Optional.empty();
            }
            valLoss = loss.getAsDouble();
            scoring.metrics().forEach((metric, value) -> metrics.put(metric.label(), value));
        }
        return Optional.of(new EpochResult(epoch.number, epoch.lossSum / epoch.rows, valLoss, metrics, epoch.learningRate, epoch.normSum / epoch.batch,
                epoch.nanos() / 1e6, epoch.rows));
    }

    private Optional<TrainingOutcome.Reason> finish(Epoch epoch, EpochResult result) {
        if (result.valLoss() != null && !Double.isFinite(result.valLoss())) {
            throw new DivergedException("The validation loss", epoch.number, epoch.batch, best.state());
        }
        var figures = figures(result);
        if (standing.improvedBy(figures, steps)) {
            best.keep(epoch.number, figures);
        }
        lastEpoch = epoch.number;
        lastFigures = figures;
        listener.epochEnded(result);
        return standing.ending(result, figures);
    }

    private static Map<String, Double> figures(EpochResult result) {
        var figures = new LinkedHashMap<>(result.metrics());
        figures.put(Metric.TRAIN_LOSS.label(), result.trainLoss());
        if (result.valLoss() != null) {
            figures.put(Metric.VAL_LOSS.label(), result.valLoss());
        }
        return figures;
    }

    private boolean isOutOfTime() {
        var stopping = spec.stopping();
        return stopping != null && stopping.maxRuntimeSeconds() != null && runNanos() >= stopping.maxRuntimeSeconds() * 1_000_000_000L;
    }

    private long runNanos() {
        return earlierNanos + System.nanoTime() - startedNanos;
    }

    private void inspect() {
        listener.layersInspected(inspection.figures(data.training().features(), step.gradientNorms()));
    }

    private Checkpoint snapshot(Epoch epoch) {
        var model = new ModelState(lastEpoch, lastFigures, parameters.copy());
        return new Checkpoint(model, best.state(), data.preprocessing(), standing.progress(epoch, steps, runNanos(), step));
    }

    /** The sums of the running epoch. */
    static final class Epoch {

        final int number;
        int batch;
        double lossSum;
        double normSum;
        long correct;
        long rows;
        double learningRate;
        private final long startedNanos = System.nanoTime();
        private final long earlierNanos;

        Epoch(int number) {
            this.number = number;
            this.earlierNanos = 0;
        }

        Epoch(int number, Progress progress) {
            this.number = number;
            this.batch = progress.batch();
            this.lossSum = progress.lossSum();
            this.normSum = progress.normSum();
            this.correct = progress.correct();
            this.rows = progress.rows();
            this.learningRate = progress.learningRate();
            this.earlierNanos = progress.epochNanos();
        }

        long nanos() {
            return earlierNanos + System.nanoTime() - startedNanos;
        }
    }
}
