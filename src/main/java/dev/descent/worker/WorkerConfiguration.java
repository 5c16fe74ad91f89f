package dev.descent.worker;

import com.github.kagkarlsson.scheduler.PollingStrategyConfig;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.descent.run.NoTaskData;
import dev.descent.run.RunQueue;
import dev.descent.support.QuietExecutors;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The queue engine, as this service drives it: no task data, no interrupts, started and stopped by {@link WorkerLifecycle}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({WorkerProperties.class, DbSchedulerProperties.class})
class WorkerConfiguration {

    /**
     * In two statements: of its single one, PostgreSQL may evaluate the limited subquery once per row of a small table, which locks
     * more entries than there are free slots, and an entry that waits here has no heartbeat.
     */
    private static final JdbcCustomization LOCKING_EXACTLY = new PostgreSqlJdbcCustomization(true, false);

    @Bean
    Task<Void> trainingTask(QueueTask task) {
        return Tasks.custom(RunQueue.TASK).onFailure(task::failed).onDeadExecution(task::died).execute((entry, _) -> task.execute(entry));
    }

    @Bean(destroyMethod = "")
    Scheduler scheduler(DataSource database, Task<Void> trainingTask, DbSchedulerProperties engine, WorkerProperties worker, Clock clock) {
        int threads = Math.max(1, worker.slots());
        var builder = Scheduler.create(database, trainingTask)
                .threads(threads)
                .executorService(QuietExecutors.fixed("slot", threads))
                .dueExecutor(QuietExecutors.fixed("queue-poll", 1))
                .housekeeperExecutor(QuietExecutors.scheduled("queue-heartbeat", 3))
                .serializer(new NoTaskData())
                .clock(clock::instant)
                .schedulerName(nodeName())
                .pollingInterval(engine.getPollingInterval())
                .heartbeatInterval(engine.getHeartbeatInterval())
                .missedHeartbeatsLimit(engine.getMissedHeartbeatsLimit())
                .shutdownMaxWait(worker.drain());
        return polling(builder, engine).build();
    }

    /** In place of the starter's own, which starts when the context is ready. */
    @Bean
    DbSchedulerStarter dbSchedulerStarter() {
        return () -> {};
    }

    private static SchedulerBuilder polling(SchedulerBuilder builder, DbSchedulerProperties engine) {
        double lower = engine.getPollingStrategyLowerLimitFractionOfThreads();
        double upper = engine.getPollingStrategyUpperLimitFractionOfThreads();
        return engine.getPollingStrategy() == PollingStrategyConfig.Type.LOCK_AND_FETCH
                ? builder.pollUsingLockAndFetch(lower, upper).jdbcCustomization(LOCKING_EXACTLY) : builder.pollUsingFetchAndLockOnExecute(lower, upper);
    }

    private static SchedulerName nodeName() {
        var suffix = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        return new SchedulerName.Fixed("node-" + ProcessHandle.current().pid() + "-" + suffix);
    }
}
