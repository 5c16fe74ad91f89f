package dev.descent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import dev.descent.run.Claims;
import dev.descent.run.RunQueue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

class RestartTest {

    @TempDir
    private Path directory;

    @Test
    void a_run_that_is_interrupted_by_a_shutdown_ends_with_the_weights_of_an_undisturbed_one() {
        String id;
        JsonNode undisturbed;
        try (var service = Service.on(directory)) {
            service.post(201, "/datasets", Service.MOONS);
            undisturbed = service.rested(service.post(202, "/runs", Service.run("moons", "label", 8000)).get("id").asString());
            id = service.post(202, "/runs", Service.run("moons", "label", 8000)).get("id").asString();
            service.trained(id, 1);
        }
        try (var service = Service.on(directory)) {
            var run = service.rested(id);
            assertThat(run.get("status").asString()).isEqualTo("SUCCEEDED");
            assertThat(run.get("attempt").asInt()).isGreaterThan(1);
            assertThat(run.get("weightsDigest")).isEqualTo(undisturbed.get("weightsDigest"));
            assertThat(run.get("best")).isEqualTo(undisturbed.get("best"));
            assertThat(service.get("/runs/" + id + "/epochs?limit=10000").get("data")).hasSize(8000);
        }
    }

    @Test
    void a_run_whose_worker_died_is_trained_again_and_a_cancelled_one_is_not() {
        String trained;
        String cancelled;
        try (var service = Service.on(directory, "--descent.worker.slots=0")) {
            service.post(201, "/datasets", Service.MOONS);
            trained = service.post(202, "/runs", Service.run("moons", "label", 3)).get("id").asString();
            cancelled = service.post(202, "/runs", Service.run("moons", "label", 3)).get("id").asString();
            var claims = service.bean(Claims.class);
            assertThat(claims.next("entry", 10)).isPresent();
            assertThat(claims.next("entry", 10)).isPresent();
            service.post(202, "/runs/" + cancelled + "/cancel", "");
        }
        try (var service = Service.on(directory)) {
            assertThat(service.rested(trained).get("status").asString()).isEqualTo("SUCCEEDED");
            assertThat(service.rested(cancelled).get("status").asString()).isEqualTo("CANCELLED");
        }
    }

    @Test
    void a_run_that_is_held_for_an_entry_that_is_gone_or_waits_is_free_again_at_the_second_look_and_one_that_is_worked_on_stays() {
        try (var service = Service.on(directory, "--descent.worker.slots=0")) {
            service.post(201, "/datasets", Service.MOONS);
            var lost = held(service, "gone");
            var idle = held(service, "idle");
            var trained = held(service, "busy");
            var rows = service.bean(JdbcTemplate.class);
            rows.update("insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version) values ('run', 'idle', current_timestamp, false, 1)");
            rows.update("insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version) values ('run', 'busy', current_timestamp, true, 1)");
            var claims = service.bean(Claims.class);
            claims.freeStrays();
            claims.freeStrays();
            assertThat(status(service, lost)).isEqualTo("QUEUED");
            assertThat(status(service, idle)).isEqualTo("QUEUED");
            assertThat(status(service, trained)).isEqualTo("RUNNING");
            assertThat(claims.next("other", 10)).isPresent();
            claims.freeStrays();
            assertThat(service.get("/runs?status=RUNNING").get("data")).as("claimed between two looks").hasSize(2);
        }
    }

    /** db-scheduler commits what it writes at once, and the transaction it is called in with it. */
    @Test
    void whoever_sees_the_entry_of_a_dead_worker_again_sees_the_run_that_it_is_for() {
        try (var service = Service.on(directory, "--descent.worker.slots=0")) {
            service.post(201, "/datasets", Service.MOONS);
            var run = held(service, "dead");
            var seen = new ArrayList<String>();
            var operations = new ExecutionOperations<Void>(null, null, null) {
                @Override
                public void reschedule(ExecutionComplete complete, Instant next) {
                    seen.add(CompletableFuture.supplyAsync(() -> status(service, run)).join());
                }
            };
            var dead = new Execution(Instant.now(), RunQueue.TASK.instance("dead").build());
            var complete = ExecutionComplete.failure(dead, Instant.now(), Instant.now(), null);
            service.bean(QueueTask.class).died(complete, operations);
            service.bean(QueueTask.class).failed(complete, operations);
            assertThat(seen).containsExactly("QUEUED", "QUEUED");
        }
    }

    private static String held(Service service, String entry) {
        var run = service.post(202, "/runs", Service.run("moons", "label", 3)).get("id").asString();
        assertThat(service.bean(Claims.class).next(entry, 10)).isPresent();
        assertThat(status(service, run)).isEqualTo("RUNNING");
        return run;
    }

    private static String status(Service service, String run) {
        return service.get("/runs/" + run).get("status").asString();
    }

    @Test
    void a_run_that_is_claimed_again_and_again_without_a_checkpoint_fails() {
        try (var service = Service.on(directory, "--descent.worker.slots=0")) {
            service.post(201, "/datasets", Service.MOONS);
            var id = service.post(202, "/runs", Service.run("moons", "label", 3)).get("id").asString();
            var claims = service.bean(Claims.class);
            for (int i = 0; i < 10; i++) {
                assertThat(claims.next("entry", 10)).isPresent();
                claims.abandon("entry");
            }
            assertThat(claims.next("entry", 10)).isEmpty();
            assertThat(service.get("/runs/" + id).get("failure").get("code").asString()).isEqualTo("MAX_ATTEMPTS");
        }
    }
}
