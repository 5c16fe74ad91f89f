package dev.descent.run;

import dev.descent.dataset.Datasets;
import dev.descent.run.CheckpointRows.Row;
import dev.descent.support.Ids;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.time.Clock;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Makes new runs out of runs that have ended: forks, which go on from a checkpoint, and verifications, which do the same once more. */
@Service
public class Forks {

    private final RunRepository repository;
    private final Runs runs;
    private final RunRecords records;
    private final ForkResolver resolver;
    private final SpecText specs;
    private final Datasets datasets;
    private final Clock clock;

    Forks(RunRepository repository, Runs runs, RunRecords records, ForkResolver resolver, SpecText specs, Datasets datasets, Clock clock) {
        this.repository = repository;
        this.runs = runs;
        this.records = records;
        this.resolver = resolver;
        this.specs = specs;
        this.datasets = datasets;
        this.clock = clock;
    }

    /**
     * Queues a run that goes on from a state of this one, of which it gets a copy of its own.
     *
     * @param reader turns the patched request into a run, or throws a {@link Problem} with all that is wrong with it
     * @throws Problem not-found; already-terminal or illegal-state before the run has ended; model-not-ready if it keeps no checkpoint;
     *                 everything that is wrong with the order
     */
    @Transactional
    public RunView fork(String id, ForkOrder order, Function<JsonNode, NewRun> reader) {
        var parent = ended(id, Run::mustBeForkable);
        var fork = resolver.resolve(parent, records.checkpoints().of(id), order, reader);
        var lineage = Lineage.fork(id, fork.start().view().epoch(), fork.inherited());
        return begun(new Run(Ids.next(Runs.PREFIX), fork.submission(), lineage, clock.instant()), fork.start());
    }

    /**
     * Queues a run that repeats this one, to be compared with it in the end.
     *
     * @throws Problem not-found; already-terminal or illegal-state if it has not ended, or cannot be repeated bit for bit
     */
    @Transactional
    public RunView verify(String id) {
        var original = ended(id, Run::mustBeVerifiable);
        mustExist(original, original.plan().datasetId());
        if (original.plan().validationDatasetId() != null) {
            mustExist(original, original.plan().validationDatasetId());
        }
        var start = original.lineage().isFork() ? startOf(original) : null;
        var plan = original.plan().withSpec(specs.withoutClock(original.plan().effectiveSpec()));
        return begun(new Run(Ids.next(Runs.PREFIX), original, plan, clock.instant()), start);
    }

    private interface Check {
        void on(Run run);
    }

    /** Locked, so that it is not deleted meanwhile. */
    private Run ended(String id, Check check) {
        var run = repository.lock(id).orElseThrow(Runs::notFound);
        check.on(run);
        return run;
    }

    private RunView begun(Run run, Row start) {
        return runs.enqueue(run, () -> {
            if (start != null) {
                records.checkpoints().copyStart(start, run.id());
            }
        });
    }

    private void mustExist(Run run, String dataset) {
        if (datasets.lookup(dataset).isEmpty()) {
            throw run.refusal(ProblemCode.ILLEGAL_STATE, "The run cannot be verified: its dataset " + dataset + " has been deleted");
        }
    }

    private Row startOf(Run fork) {
        return records.checkpoints().of(fork.id()).stream().filter(Row::start).findFirst().orElseThrow(() -> fork.refusal(ProblemCode.ILLEGAL_STATE,
                "The run cannot be verified: the state that it was forked from is damaged"));
    }
}
