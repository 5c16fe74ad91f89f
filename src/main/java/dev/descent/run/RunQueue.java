package dev.descent.run;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.descent.support.security.Tenant;
import dev.descent.support.store.Durability;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The runs that wait. An entry in db-scheduler's table only wakes a worker up, which then takes the best run there is; so there must be
 * at least as many entries as waiting runs, and one too many does no harm.
 */
@Service
public class RunQueue {

    /** The task whose executions train runs; its instances carry no data. */
    public static final TaskDescriptor<Void> TASK = TaskDescriptor.of("run");

    /** As db-scheduler does it, but without a look beforehand. */
    private static final String INSERT = "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version) values (?, ?, ?, false, 1)"
            + " on conflict do nothing";

    private final RunRepository runs;
    private final JdbcTemplate jdbc;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;
    private final TransactionTemplate reading;

    RunQueue(RunRepository runs, JdbcTemplate jdbc, ApplicationEventPublisher publisher, Clock clock, PlatformTransactionManager transactions) {
        this.runs = runs;
        this.jdbc = jdbc;
        this.publisher = publisher;
        this.clock = clock;
        this.reading = Durability.reading(transactions);
    }

    /** Told to the workers of this node once the transaction is committed; those of other nodes poll. */
    public record Waiting() {}

    /** @param estimatedStartAt null where nothing is known yet */
    public record Place(String run, int position, int priority, Instant estimatedStartAt) {}

    /** In the transaction that made the run QUEUED. The attempt makes the entry's name a new one each time. */
    void wakeUp(Run run) {
        wakeUp(run, Duration.ZERO);
    }

    /** @param pause before the entry is due; a worker that is free for another reason may take the run earlier */
    void wakeUp(Run run, Duration pause) {
        jdbc.update(INSERT, TASK.getTaskName(), run.id() + ":" + run.attempt(), clock.instant().plus(pause).atOffset(ZoneOffset.UTC));
        publisher.publishEvent(new Waiting());
    }

    /** Adds the entries that waiting runs lack, whatever became of them. */
    @Transactional
    public void mend() {
        if (depth() > entries()) {
            runs.waiting().forEach(run -> wakeUp(run));
        }
    }

    /** Of all tenants. */
    public long depth() {
        return jdbc.queryForObject("select count(*) from run where status = 'QUEUED'", Long.class);
    }

    /** In the order in which they will be taken, with those of others between them counted and not shown. */
    public List<Place> places() {
        var asking = Tenant.current();
        return Tenant.everywhere(() -> reading.execute(_ -> places(asking)));
    }

    private List<Place> places(Tenant asking) {
        var held = runs.findByStatusIn(RunStatus.HELD);
        var forecast = new Forecast(held, clock.instant());
        var places = new ArrayList<Place>();
        int position = 0;
        for (Run run : inTurn(held)) {
            var start = forecast.startOfNext(run);
            position++;
            if (asking.sees(run.tenant())) {
                places.add(new Place(run.id(), position, run.priority(), start));
            }
        }
        return places;
    }

    /** As if none of those that train ended before all that wait are taken: each that is taken puts the others of its tenant behind. */
    private List<Run> inTurn(List<Run> held) {
        var taken = new HashMap<String, Long>();
        held.forEach(run -> taken.merge(run.tenant(), 1L, Long::sum));
        return runs.waiting().stream().map(run -> Map.entry(taken.merge(run.tenant(), 1L, Long::sum), run))
                .sorted(Map.Entry.comparingByKey()).map(Map.Entry::getValue).toList();
    }

    private long entries() {
        return jdbc.queryForObject("select count(*) from scheduled_tasks where task_name = ? and not picked", Long.class, TASK.getTaskName());
    }
}
