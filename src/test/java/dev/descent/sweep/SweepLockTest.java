package dev.descent.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever waits for the lock of a sweep decides by what it says then. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ActiveProfiles("test")
@DirtiesContext
class SweepLockTest {

    @Autowired
    Sweeps sweeps;

    @Autowired
    SweepLeader leader;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void a_sweep_that_is_given_trials_while_somebody_deletes_it_stays() {
        leader.stop();
        for (String idOrName : new String[] {"swp_1", "extended"}) {
            ended();
            var deletion = transaction.execute(_ -> {
                jdbc.update("update sweep set status = 'RUNNING' where id = 'swp_1'");
                var attempt = new FutureTask<Void>(() -> sweeps.delete(idOrName), null);
                awaitTurn(Thread.ofPlatform().start(attempt));
                return attempt;
            });
            assertThatThrownBy(deletion::get).hasCauseInstanceOf(Problem.class).extracting(failure -> ((Problem) failure.getCause()).code()).isEqualTo(ProblemCode.ILLEGAL_STATE);
            assertThat(sweeps.find("swp_1").status()).isEqualTo(SweepStatus.RUNNING);
        }
    }

    private void ended() {
        jdbc.update("delete from sweep");
        jdbc.update("""
                insert into sweep (id, name, status, run_request, search, metric, direction, rungs, reduction_factor, created_at)
                values ('swp_1', 'extended', 'SUCCEEDED', '{}', '{"type":"grid","parameters":{"/seed":[1]}}', 'VAL_LOSS', 'MINIMIZE', '', 1, now())""");
    }

    /** Until it waits for those who write to end. */
    private static void awaitTurn(Thread thread) {
        Awaitility.await().until(() -> Stream.of(thread.getStackTrace()).anyMatch(frame -> frame.getClassName().endsWith(".OneWriter")) && thread.getState() == Thread.State.TIMED_WAITING);
    }
}
