package dev.descent.run;

import dev.descent.dataset.Datasets;
import dev.descent.nn.loss.Metric;
import dev.descent.nn.spec.TrainingSpec;
import dev.descent.support.Ids;
import dev.descent.support.Problem;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Runs that a sweep leads: taken in many at a time, held back until it is their turn, and let go on from rung to rung. */
@Service
public class Trials {

    private static final String STANDINGS = "select id, status, epochs_done, pause_at_epoch, best_metric, best_value from run where sweep = ?";

    private final RunRepository repository;
    private final RunResolver resolver;
    private final Runs runs;
    private final RunRecords records;
    private final Datasets datasets;
    private final Admission admission;
    private final JdbcTemplate jdbc;
    private final EntityManager entities;
    private final Clock clock;

    Trials(RunRepository repository, RunResolver resolver, Runs runs, RunRecords records, Datasets datasets, Admission admission, JdbcTemplate jdbc,
            EntityManager entities, Clock clock) {
        this.repository = repository;
        this.resolver = resolver;
        this.runs = runs;
        this.records = records;
        this.datasets = datasets;
        this.admission = admission;
        this.jdbc = jdbc;
        this.entities = entities;
        this.clock = clock;
    }

    /** Told once it is committed that a run of this sweep waits for nobody but its sweep, or has ended. */
    public record CameToRest(String sweep) {}

    /** A request in which nothing is wrong. */
    public static final class Checked {

        private final Submission submission;

        private Checked(Submission submission) {
            this.submission = submission;
        }

        /** With every default written out. */
        public TrainingSpec training() {
            return submission.resolved().spec();
        }

        /** Of the texts that are stored of it. */
        public long characters() {
            return (long) submission.request().json().length() + submission.effectiveSpec().length() + submission.warningsJson().length() + submission.dataFactsJson().length();
        }
    }

    /** Checks requests one after the other: names mean the same in all of them, and what they refer to is read once. For one thread, and soon forgotten. */
    public final class Checks {

        private final References references = resolver.shared();

        private Checks() {}

        /** @throws Problem with everything that is wrong with the request */
        public Checked check(NewRun request) {
            return new Checked(resolver.resolve(request, references));
        }
    }

    /**
     * What becomes of a checked request.
     *
     * @param untilEpoch the epoch at whose end it rests; null for none
     * @param waits      whether it is not even queued before {@link #proceed}
     */
    public record Order(Checked request, Integer untilEpoch, boolean waits) {}

    /**
     * Where a run stands.
     *
     * @param bestMetric by which the run itself ranks its epochs; null, as the value, before the first
     */
    public record Standing(String run, RunStatus status, int epochs, Integer pauseAtEpoch, String bestMetric, Double bestValue) {

        /** Whether everything up to this epoch is on record and the run does not stop there any more. */
        public boolean hasPassed(int epoch) {
            return epochs >= epoch && (status == RunStatus.PAUSED || status.isTerminal() || pauseAtEpoch == null || pauseAtEpoch > epoch);
        }

        /** Whether it is in the queue or in a slot. */
        public boolean isUnderWay() {
            return status != RunStatus.PAUSED && !status.isTerminal();
        }
    }

    /** To be called outside of a transaction: each look at the database takes a connection no longer than it needs. */
    public Checks checks() {
        return new Checks();
    }

    /** Takes runs in. @return their ids, in order. @throws Problem queue-full, storage-exhausted, not-found for a dataset that is gone meanwhile */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> create(String sweep, List<Order> orders) {
        var now = clock.instant();
        admission.admit((int) orders.stream().filter(order -> !order.waits()).count());
        var created = new ArrayList<Run>();
        for (Order order : orders) {
            created.add(new Run(Ids.next(Runs.PREFIX), order.request().submission, sweep, order, now));
        }
        for (Run run : created) {
            records.runs().insert(run);
            records.events().write(run);
            if (run.status() == RunStatus.QUEUED) {
                records.queue().wakeUp(run);
            }
        }
        // Last, as for a single run, and in one order for all.
        created.stream().flatMap(run -> run.plan().datasetIds().stream()).sorted().distinct().forEach(datasets::lockForUse);
        return created.stream().map(Run::id).toList();
    }

    /** Whether what a request refers to is still what the run was made of. @param again the request of the run, checked once more */
    public boolean meansTheSame(String run, Checked again) {
        return repository.findById(run).filter(found -> !resolver.meansTheSame(found.plan(), again.submission)).isEmpty();
    }

    /** Of the runs that were not deleted. */
    public List<Standing> standings(String sweep) {
        return jdbc.query(STANDINGS, (row, _) -> new Standing(row.getString(1), RunStatus.valueOf(row.getString(2)), row.getInt(3),
                row.getObject(4, Integer.class), row.getString(5), row.getObject(6, Double.class)), sweep);
    }

    /** The best value among a run's first epochs; null where none is finite. @param epochs how many of them count */
    public Double best(String run, Metric metric, boolean maximize, int epochs) {
        return records.epochs().best(run, metric, maximize, epochs);
    }

    /** Lets a paused run go on; of any other nothing changes. @param untilEpoch where it rests again; null for none */
    @Transactional(propagation = Propagation.MANDATORY)
    public void proceed(String id, Integer untilEpoch) {
        repository.lock(id).filter(run -> run.status() == RunStatus.PAUSED).ifPresent(run -> {
            run.proceed(untilEpoch, clock.instant());
            records.events().write(run);
            records.queue().wakeUp(run);
            letGo(run);
        });
    }

    /** Ends a run that has not ended. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void cancel(String id) {
        repository.lock(id).filter(run -> !run.status().isTerminal()).ifPresent(run -> {
            run.requestCancel(clock.instant());
            runs.tell(run);
            letGo(run);
        });
    }

    /** A sweep moves up to a thousand runs in one transaction: each that it kept would be looked at again at each query for the next one. */
    private void letGo(Run run) {
        entities.flush();
        entities.detach(run);
    }
}
