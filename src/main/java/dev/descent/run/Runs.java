package dev.descent.run;

import dev.descent.dataset.Datasets;
import dev.descent.support.Ids;
import dev.descent.support.Problem;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import dev.descent.support.ProblemCode;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes runs in and does to them what clients ask for. */
@Service
public class Runs {

    public static final String PREFIX = "run_";

    private final RunRepository repository;
    private final RunResolver resolver;
    private final RunRecords records;
    private final Datasets datasets;
    private final Admission admission;
    private final ApplicationEventPublisher publisher;
    private final ObjectProvider<RunInUse> uses;
    private final Clock clock;

    Runs(RunRepository repository, RunResolver resolver, RunRecords records, Datasets datasets, Admission admission, ApplicationEventPublisher publisher, ObjectProvider<RunInUse> uses,
            Clock clock) {
        this.repository = repository;
        this.resolver = resolver;
        this.records = records;
        this.datasets = datasets;
        this.admission = admission;
        this.publisher = publisher;
        this.uses = uses;
        this.clock = clock;
    }

    /** Told to the workers of this node once the wish is committed; those of other nodes look at the row. */
    public record StopRequested(String run) {}

    /** @throws Problem with everything that is wrong with the request; queue-full, storage-exhausted */
    @Transactional
    public RunView submit(NewRun request) {
        var submission = resolver.resolve(request);
        return enqueue(new Run(Ids.next(PREFIX), submission, Lineage.NONE, clock.instant()), () -> {});
    }

    /** In the transaction that made it. @param copying of what it starts from, which may take a while. @throws Problem queue-full, storage-exhausted */
    RunView enqueue(Run run, Runnable copying) {
        admission.admit();
        records.runs().insert(run);
        copying.run();
        records.events().write(run);
        records.queue().wakeUp(run);
        // Last: where the lock excludes others, as in H2, those who submit for the same dataset wait for the commit only.
        run.plan().datasetIds().forEach(datasets::lockForUse);
        return RunView.of(run);
    }

    /** What {@link #submit} would say; nothing is stored. */
    @Transactional(readOnly = true)
    public Verdict validate(NewRun request) {
        try {
            return Verdict.of(resolver.resolve(request));
        } catch (Problem refusal) {
            return Verdict.refused(refusal.errors());
        }
    }

    /** @throws Problem not-found */
    @Transactional(readOnly = true)
    public RunView find(String id) {
        return RunView.of(repository.findById(id).orElseThrow(Runs::notFound));
    }

    /** @throws Problem already-terminal */
    @Transactional
    public RunView cancel(String id) {
        return change(id, run -> run.requestCancel(clock.instant()));
    }

    /** @throws Problem already-terminal, illegal-state */
    @Transactional
    public RunView pause(String id) {
        return change(id, Run::requestPause);
    }

    /** @throws Problem already-terminal, illegal-state */
    @Transactional
    public RunView resume(String id) {
        return change(id, run -> {
            run.resume(clock.instant());
            records.queue().wakeUp(run);
        });
    }

    /** What is null stays as it is. @param precondition looks at the run as it is before, and may refuse */
    @Transactional
    public RunView edit(String id, Consumer<? super RunView> precondition, String name, Map<String, String> labels, Integer priority) {
        return change(id, run -> {
            precondition.accept(RunView.of(run));
            if (name != null) {
                run.rename(name);
            }
            if (labels != null) {
                run.relabel(labels);
            }
            if (priority != null) {
                run.prioritize(priority);
            }
        });
    }

    /** For somebody who is about to refer to it: whether it is there, and then it cannot be deleted before the surrounding transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean lockForUse(String id) {
        return Ids.hasForm(id, PREFIX) && repository.lock(id).isPresent();
    }

    /** @throws Problem illegal-state before it has ended; in-use */
    @Transactional
    public void delete(String id) {
        var run = repository.lock(id).orElseThrow(Runs::notFound);
        run.mustBeDeletable();
        uses.stream().map(use -> use.reason(id)).flatMap(Optional::stream).findFirst().ifPresent(reason -> {
            throw new Problem(ProblemCode.IN_USE, reason);
        });
        records.leftovers().add(id);
        repository.delete(run);
        publisher.publishEvent(new Leftovers.Left());
    }

    static Problem notFound() {
        return Problem.notFound("run");
    }

    private RunView change(String id, Consumer<Run> verb) {
        var run = repository.lock(id).orElseThrow(Runs::notFound);
        verb.accept(run);
        tell(run);
        return RunView.of(run);
    }

    /** What a verb did to a run that is locked. */
    void tell(Run run) {
        records.events().write(run);
        if (run.status() == RunStatus.CANCELLING || run.status() == RunStatus.PAUSING) {
            publisher.publishEvent(new StopRequested(run.id()));
        }
    }
}
