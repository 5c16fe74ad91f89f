package dev.descent.worker;

import dev.descent.dataset.Datasets;
import dev.descent.nn.data.DataException;
import dev.descent.nn.data.InterruptibleTable;
import dev.descent.nn.train.Checkpoint;
import dev.descent.nn.train.DivergedException;
import dev.descent.nn.train.Inherited;
import dev.descent.nn.train.Trainer;
import dev.descent.nn.train.TrainingData;
import dev.descent.nn.train.TrainingOutcome;
import dev.descent.run.Claim;
import dev.descent.run.EffectiveSpec;
import dev.descent.run.Ending;
import dev.descent.run.Failure;
import dev.descent.run.Failure.Code;
import dev.descent.run.Journal;
import dev.descent.run.LeaseLost;
import dev.descent.run.SpecText;
import dev.descent.run.StartLost;
import dev.descent.run.Writing;
import dev.descent.support.store.Storage;
import dev.descent.worker.ActiveRuns.Active;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Trains a claimed run to its end, or until it is told to stop, and sees to it that the end is written down. */
@Component
class TrainingJob {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingJob.class);

    private final Datasets datasets;
    private final SpecText specs;
    private final Journal journal;
    private final PatientJournal patient;
    private final ActiveRuns active;
    private final Lease lease;
    private final Storage storage;
    private final PreparedRows prepared;

    TrainingJob(Datasets datasets, SpecText specs, Journal journal, PatientJournal patient, ActiveRuns active, Lease lease, Storage storage,
            PreparedRows prepared) {
        this.datasets = datasets;
        this.specs = specs;
        this.journal = journal;
        this.patient = patient;
        this.active = active;
        this.lease = lease;
        this.storage = storage;
        this.prepared = prepared;
    }

    /** @param entry of the queue, whose execution this is */
    void run(Claim claim, String entry, Slot slot) {
        try {
            var spec = specs.read(claim.spec());
            var control = new Control(spec.resolved().checkpoint().everySeconds(), active::count, storage::isCritical, lease.trusted());
            active.add(new Active(claim, entry, control, Thread.currentThread()));
            // A holder, since a checkpoint that this frame knew would stay in memory for as long as the run trains.
            var start = new AtomicReference<Checkpoint>();
            try (var training = prepare(claim, spec, control, start)) {
                train(claim, training, start, control, slot);
            } finally {
                control.trainingEnded();
            }
        } catch (LeaseLost e) {
            LOG.warn("lease.lost: {}; this node writes nothing more about it", e.getMessage());
        } catch (RuntimeException | OutOfMemoryError e) {
            end(claim, e);
        } finally {
            active.remove(claim);
        }
    }

    /** @param start is set to where training goes on, if it does */
    private Training prepare(Claim claim, EffectiveSpec effective, Control control, AtomicReference<Checkpoint> start) {
        var spec = effective.resolved();
        var restored = claim.attempt() == 1 && !claim.isFork() ? null : journal.restore(claim).orElse(null);
        var fitted = restored == null ? null : restored.checkpoint().preprocessing();
        var rows = new InterruptibleTable(datasets.table(claim.dataset()), control);
        var validation = claim.validationDataset() == null ? null : new InterruptibleTable(datasets.table(claim.validationDataset()), control);
        var data = prepared.prepare(PreparedRows.Key.of(claim.dataset(), claim.validationDataset(), spec), fitted, control,
                scratch -> TrainingData.prepareIn(scratch, spec, rows, validation, fitted));
        if (restored != null) {
            start.set(restored.start() ? Inherited.start(restored.checkpoint(), claim.inherited(), spec, data.training().rows()) : restored.checkpoint());
        }
        return new Training(effective.model(), spec, data);
    }

    private void train(Claim claim, Training training, AtomicReference<Checkpoint> start, Control control, Slot slot) {
        var recorder = new Recorder(claim, training, claim.figures(training.spec(), start.get()), patient, control, slot);
        try {
            var trainer = new Trainer(training.model(), training.spec(), training.data(), recorder, control);
            control.trainingBegins();
            var outcome = trainer.train(start.getAndSet(null));
            control.trainingEnded();
            if (control.isLost()) {
                throw new LeaseLost(claim);
            }
            var ending = ending(claim, outcome, control);
            if (ending instanceof Ending.Released) {
                slot.stopped(control.nanosSinceStop());
            }
            recorder.end(outcome.checkpoint(), outcome.checkpoint().bestOnly().orElse(null), ending);
        } catch (DivergedException e) {
            control.trainingEnded();
            var best = e.best().map(state -> new Checkpoint(state, null, training.data().preprocessing(), null)).orElse(null);
            recorder.end(null, best, new Ending.Failed(new Failure(Code.DIVERGED, e.getMessage(), e.epoch(), e.batch())));
        } finally {
            recorder.close();
        }
    }

    private static Ending ending(Claim claim, TrainingOutcome outcome, Control control) {
        if (outcome.reason() == TrainingOutcome.Reason.STOPPED) {
            if (claim.restsAt(outcome.checkpoint().model().epoch())) {
                return new Ending.Rested();
            }
            return control.gaveWay() ? new Ending.GaveWay() : new Ending.Released();
        }
        return new Ending.Succeeded(outcome.reason().name(), outcome.checkpoint().model().weightsDigest());
    }

    private void end(Claim claim, Throwable cause) {
        try {
            patient.write(claim, new Writing(null, null, 1, ending(claim, cause)));
        } catch (LeaseLost e) {
            LOG.warn("lease.lost: {}; this node writes nothing more about it", e.getMessage());
        }
    }

    private static Ending ending(Claim claim, Throwable cause) {
        return switch (cause) {
            case Stopped _ -> new Ending.Released();
            case DataException e -> new Ending.Failed(Failure.of(Code.DATA_ERROR, e.getMessage()));
            case Recorder.RecordingBroken e -> ending(claim, e.getCause());
            case OutOfMemoryError _ -> new Ending.Failed(Failure.of(Code.OUT_OF_MEMORY,
                    "There was not enough memory for this run; use a smaller model or batch, or give the service more"));
            case UncheckedIOException e -> {
                LOG.warn("Run {} ends FAILED: its rows could not be stored while it trains", claim.run(), e);
                yield new Ending.Failed(Failure.of(Code.STORAGE, e.getMessage()));
            }
            case StartLost e -> new Ending.Failed(Failure.of(Code.STORAGE, e.getMessage()));
            case DataAccessException e -> abandoned(claim, e);
            case TransactionException e -> abandoned(claim, e);
            default -> {
                LOG.error("Run {} ends FAILED: its training broke off", claim.run(), cause);
                yield new Ending.Failed(Failure.of(Code.INTERNAL, "The training broke off unexpectedly; the log of the service has more under the run's id"));
            }
        };
    }

    private static Ending abandoned(Claim claim, RuntimeException cause) {
        LOG.warn("Run {} goes back to the queue: the database failed while it was trained", claim.run(), cause);
        return PatientJournal.passes(cause) ? new Ending.SetBack() : new Ending.Abandoned();
    }
}
