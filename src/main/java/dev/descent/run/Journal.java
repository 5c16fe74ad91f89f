package dev.descent.run;

import dev.descent.nn.train.Checkpoint;
import dev.descent.nn.train.CheckpointFormat;
import dev.descent.nn.train.CheckpointFormatException;
import dev.descent.run.CheckpointRows.Row;
import dev.descent.run.CheckpointView.Kind;
import dev.descent.support.store.Durability;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Where a worker writes down what becomes of the run that it holds. */
@Service
public class Journal {

    /** The fence: it changes a row only while the attempt holds the run, and locks it so that events are numbered without a gap. */
    private static final String FENCE = "update run set event_seq = event_seq + ? where id = ? and attempt = ?"
            + " and status in ('RUNNING', 'CANCELLING', 'PAUSING')";
    private static final String FIGURES = "update run set epochs_done = ?, latest_json = ?, best_epoch = ?, best_metric = ?, best_value = ?,"
            + " samples_per_second = ?, epoch_millis = ? where id = ?";

    private final RunRepository runs;
    private final RunRecords records;
    private final Diagnoses diagnoses;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final TransactionTemplate behind;
    private final JsonMapper json;
    private final Clock clock;

    Journal(RunRepository runs, RunRecords records, Diagnoses diagnoses, JdbcTemplate jdbc, TransactionTemplate transaction, JsonMapper json, Clock clock) {
        this.runs = runs;
        this.records = records;
        this.diagnoses = diagnoses;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.behind = Durability.later(transaction.getTransactionManager());
        this.json = json;
        this.clock = clock;
    }

    /** What became of the row while a worker trains. */
    public record Standing(int attempt, RunStatus status, int epochs) {

        public boolean isHeldBy(Claim claim) {
            return attempt == claim.attempt() && RunStatus.HELD.contains(status);
        }

        /** Whether the attempt holds the run and nobody asked it to stop. */
        public boolean isUndisturbed(Claim claim) {
            return attempt == claim.attempt() && status == RunStatus.RUNNING;
        }
    }

    /** @throws LeaseLost if another attempt holds the run; nothing was written then */
    public void write(Claim claim, Writing writing) {
        write(claim, Draft.of(writing));
    }

    /**
     * May be tried again with the same draft.
     *
     * @throws LeaseLost if another attempt holds the run; nothing was written then
     */
    public void write(Claim claim, Draft draft) {
        boolean publishes = !draft.checkpoints().isEmpty();
        try {
            writeLarge(claim, draft);
            pass(draft.ends() ? Failpoint.Place.BEFORE_ENDING : Failpoint.Place.BEFORE_PUBLISHING, claim, publishes || draft.ends());
            commit(claim, draft);
            pass(Failpoint.Place.AFTER_PUBLISHING, claim, publishes);
        } catch (LeaseLost e) {
            draft.large().forEach(bytes -> records.checkpoints().discard(bytes.id()));
            throw e;
        }
    }

    /** Whether an earlier try succeeded after all: a connection may die in a commit that does not. */
    public boolean isWritten(Claim claim, Draft draft) {
        var standing = standing(claim.run()).filter(found -> found.attempt() == claim.attempt()).orElse(null);
        if (standing == null) {
            return false;
        }
        if (draft.ends()) {
            return !RunStatus.HELD.contains(standing.status());
        }
        var epochs = draft.writing().epochs();
        return draft.checkpoints().stream().anyMatch(bytes -> records.checkpoints().isPublished(bytes.id()))
                || !epochs.isEmpty() && standing.epochs() >= epochs.getLast().epoch();
    }

    private void writeLarge(Claim claim, Draft draft) {
        var large = draft.large();
        if (!large.isEmpty() && standing(claim.run()).filter(standing -> standing.isHeldBy(claim)).isEmpty()) {
            throw new LeaseLost(claim);
        }
        large.forEach(bytes -> records.checkpoints().insertMissingChunks(claim.run(), bytes));
    }

    /** @param start whether the run has not gone on from there: it is what a fork began with */
    public record Restored(Checkpoint checkpoint, boolean start) {}

    /**
     * The newest state to continue from that can be read; empty for the beginning. An event tells which one it is, and of each that is
     * damaged. The best weights are none of them: without the optimizer's state the run would end with other bits, and from its
     * beginning it does not.
     *
     * @throws StartLost if a fork has no such state any more
     */
    public Optional<Restored> restore(Claim claim) {
        for (Row row : records.checkpoints().of(claim.run()).reversed()) {
            if (row.view().kind() != Kind.BEST) {
                try {
                    var content = records.checkpoints().content(row);
                    tell(claim, run -> run.restored(row.view(), row.start() ? CheckpointFormat.NUMERICS_VERSION : content.numericsVersion()));
                    return Optional.of(new Restored(content.checkpoint(), row.start()));
                } catch (CheckpointFormatException e) {
                    damaged(claim, row);
                }
            }
        }
        if (claim.isFork()) {
            throw new StartLost();
        }
        tell(claim, run -> run.restored(null, CheckpointFormat.NUMERICS_VERSION));
        return Optional.empty();
    }

    public Optional<Standing> standing(String run) {
        return jdbc.query("select attempt, status, epochs_done from run where id = ?",
                (row, _) -> new Standing(row.getInt(1), RunStatus.valueOf(row.getString(2)), row.getInt(3)), run).stream().findFirst();
    }

    private void commit(Claim claim, Draft draft) {
        // What a power cut takes of a run that goes on is trained again, to the same bits.
        (draft.ends() ? transaction : behind).executeWithoutResult(_ -> {
            var writing = draft.writing();
            enter(claim, writing);
            if (!draft.checkpoints().isEmpty() || draft.ends()) {
                var run = runs.findById(claim.run()).orElseThrow();
                draft.latest().ifPresent(bytes -> keep(run, bytes, writing.keepLatest()));
                draft.best().ifPresent(bytes -> keepBest(run, bytes));
                diagnoses.update(run, writing.layers(), writing.ending());
                end(run, writing.ending());
                records.events().write(run);
                pass(Failpoint.Place.BEFORE_COMMIT, claim, true);
            }
        });
    }

    private void pass(Failpoint.Place place, Claim claim, boolean applies) {
        if (applies) {
            records.failpoint().reached(place, claim.run());
        }
    }

    private void enter(Claim claim, Writing writing) {
        int count = writing.epochs().size();
        int fenced = jdbc.update(FENCE, count, claim.run(), claim.attempt());
        if (fenced == 0) {
            throw new LeaseLost(claim);
        }
        if (count > 0) {
            long last = jdbc.queryForObject("select event_seq from run where id = ?", Long.class, claim.run());
            records.epochs().insert(claim.run(), claim.attempt(), last - count + 1, writing.epochs(), writing.firstEnded());
            var figures = writing.figures();
            jdbc.update(FIGURES, figures.epochs(), json.writeValueAsString(EpochView.of(figures.latest())),
                    figures.bestEpoch() == 0 ? null : figures.bestEpoch(), figures.bestEpoch() == 0 ? null : figures.metric().label(),
                    figures.bestEpoch() == 0 ? null : figures.bestValue(), figures.samplesPerSecond(), figures.epochMillis(), claim.run());
        }
    }

    private void keep(Run run, CheckpointBytes bytes, int keepLatest) {
        var rows = records.checkpoints();
        rows.demoteLatest(run.id());
        publish(run, bytes, Kind.LATEST);
        var resumable = rows.of(run.id()).stream().filter(row -> row.view().kind() != Kind.BEST && !row.start()).toList();
        resumable.stream().limit(Math.max(0, resumable.size() - keepLatest)).forEach(row -> rows.remove(row.id()));
    }

    private void keepBest(Run run, CheckpointBytes bytes) {
        records.checkpoints().best(run.id()).ifPresent(before -> records.checkpoints().remove(before.id()));
        publish(run, bytes, Kind.BEST);
    }

    private void publish(Run run, CheckpointBytes bytes, Kind kind) {
        if (bytes.isOneChunk()) {
            records.checkpoints().insertChunks(run.id(), bytes);
        }
        records.checkpoints().insert(run.id(), bytes, kind);
        run.checkpointed(kind, bytes.checkpoint().model().epoch(), bytes.bytes().length);
    }

    private void end(Run run, Ending ending) {
        switch (ending) {
            case null -> { }
            case Ending.Succeeded(String reason, String digest) -> run.succeed(reason, digest, clock.instant());
            case Ending.Failed(Failure failure) -> run.fail(failure, clock.instant());
            case Ending.Released _ -> leave(run, () -> run.release(clock.instant()));
            case Ending.Rested _ -> leave(run, () -> run.rest(clock.instant()));
            case Ending.GaveWay _ -> leave(run, () -> run.giveWay(clock.instant()));
            case Ending.Stalled _ -> leave(run, () -> run.stall(clock.instant()));
            case Ending.Abandoned _ -> leave(run, () -> run.abandon(clock.instant()));
            case Ending.SetBack _ -> leave(run, () -> run.setBack(clock.instant()), true);
        }
        if (ending instanceof Ending.Failed || ending instanceof Ending.Stalled || ending instanceof Ending.Abandoned || ending instanceof Ending.SetBack) {
            records.checkpoints().removeUnpublished(run.id());
        }
    }

    private void leave(Run run, Runnable verb) {
        leave(run, verb, false);
    }

    private void leave(Run run, Runnable verb, boolean later) {
        verb.run();
        if (run.status() == RunStatus.QUEUED) {
            records.queue().wakeUp(run, later ? run.pauseAfterSetback() : Duration.ZERO);
        }
    }

    private void damaged(Claim claim, Row row) {
        tell(claim, run -> {
            run.tell("checkpoint", Map.of("epoch", row.view().epoch(), "kind", row.view().kind().name(), "damaged", true));
            records.checkpoints().remove(row.id());
        });
    }

    private void tell(Claim claim, Consumer<Run> verb) {
        transaction.executeWithoutResult(_ -> {
            enter(claim, new Writing(null, null, 1, null));
            var run = runs.findById(claim.run()).orElseThrow();
            verb.accept(run);
            records.events().write(run);
        });
    }
}
