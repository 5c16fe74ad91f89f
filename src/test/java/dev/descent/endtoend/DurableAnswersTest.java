package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.DescentApplication;
import dev.descent.support.store.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionSystemException;

/** Nothing is acknowledged before it is durable, and nobody waits for what need not be. */
@Timeout(120)
class DurableAnswersTest {

    @TempDir
    Path directory;

    private ConfigurableApplicationContext context;
    private DescentClient descent;
    private Gate gate;
    private JdbcTemplate rows;

    /** Stands before the real wait: closed, nobody gets through; broken, nothing becomes durable. */
    static final class Gate implements Durability {

        final Durability real;
        final AtomicInteger waiting = new AtomicInteger();
        final AtomicInteger passed = new AtomicInteger();
        private boolean closed;
        private boolean broken;

        Gate(Durability real) {
            this.real = real;
        }

        synchronized void close() {
            closed = true;
        }

        synchronized void open() {
            closed = false;
            notifyAll();
        }

        synchronized void breakDown(boolean now) {
            broken = now;
        }

        @Override
        public void await() {
            waiting.incrementAndGet();
            hold();
            real.await();
            waiting.decrementAndGet();
            passed.incrementAndGet();
        }

        private synchronized void hold() {
            while (closed) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            if (broken) {
                waiting.decrementAndGet();
                throw new TransactionSystemException("The disk is gone");
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Gated {

        @Bean
        static BeanPostProcessor gate() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof Durability real ? new Gate(real) : bean;
                }
            };
        }
    }

    private void start(int slots) {
        context = new SpringApplicationBuilder(DescentApplication.class, Gated.class).run("--server.port=0", "--descent.worker.slots=" + slots,
                "--descent.worker.warm-up=false", "--descent.data-directory=" + directory.resolve("data"));
        descent = new DescentClient("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
        gate = context.getBean(Gate.class);
        rows = context.getBean(JdbcTemplate.class);
    }

    @AfterEach
    void stop() {
        gate.open();
        descent.close();
        context.close();
    }

    @Test
    void eight_writers_are_answered_once_each_of_their_commits_was_waited_for() throws Exception {
        start(0);
        descent.post("/api/v1/datasets", moons("moons")).expect(201);
        gate.passed.set(0);
        int each = 10;
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Object>> writers = IntStream.range(0, 8).<Callable<Object>>mapToObj(writer -> () -> {
                for (int i = 0; i < each; i++) {
                    descent.post("/api/v1/models", Map.of("name", "m" + writer + "." + i, "layers", network().get("layers"))).expect(201);
                }
                return null;
            }).toList();
            for (var writer : threads.invokeAll(writers)) {
                writer.get();
            }
        }
        assertThat(gate.passed.get()).isGreaterThanOrEqualTo(8 * each);
    }

    @Test
    void a_run_that_is_stored_but_not_yet_durable_is_neither_acknowledged_nor_shown() throws Exception {
        start(0);
        descent.post("/api/v1/datasets", moons("moons")).expect(201);
        gate.close();
        try (var threads = Executors.newFixedThreadPool(2)) {
            var answer = threads.submit(() -> descent.post("/api/v1/runs", run(1)));
            until(() -> count("run") == 1 && gate.waiting.get() == 1);
            var list = threads.submit(() -> descent.get("/api/v1/runs"));
            until(() -> gate.waiting.get() == 2);
            assertThat(answer.isDone() || list.isDone()).isFalse();
            gate.open();
            answer.get().expect(202);
            assertThat(list.get().expect(200).json().get("data")).hasSize(1);
        }
    }

    @Test
    void a_model_and_a_dataset_that_are_not_yet_durable_are_not_shown_either() throws Exception {
        start(0);
        gate.close();
        try (var threads = Executors.newCachedThreadPool()) {
            threads.submit(() -> descent.post("/api/v1/models", Map.of("name", "net", "layers", network().get("layers"))));
            until(() -> count("model") == 1 && gate.waiting.get() == 1);
            var reads = Stream.of("/models", "/models/net", "/models/net/graph", "/datasets", "/datasets/none")
                    .map(path -> threads.submit(() -> descent.get("/api/v1" + path).status())).toList();
            until(() -> gate.waiting.get() == 6);
            assertThat(reads).noneMatch(Future::isDone);
            gate.open();
            for (int i = 0; i < reads.size(); i++) {
                assertThat(reads.get(i).get()).isEqualTo(i == 4 ? 404 : 200);
            }
        }
    }

    @Test
    void a_request_with_a_key_waits_for_one_commit_only() throws Exception {
        start(0);
        gate.close();
        try (var threads = Executors.newCachedThreadPool()) {
            var answer = threads.submit(() -> descent.post("/api/v1/models", Map.of("name", "net", "layers", network().get("layers")), "Idempotency-Key", "one"));
            until(() -> count("model") == 1 && gate.waiting.get() == 1);
            gate.open();
            answer.get().expect(201);
        }
    }

    @Test
    void epochs_and_the_checkpoints_between_are_written_without_waiting_but_the_end_is_not() {
        start(1);
        descent.post("/api/v1/datasets", moons("moons")).expect(201);
        var id = descent.submit(run(2_000_000));
        until(() -> count("run_checkpoint") > 0);
        gate.close();
        long epochs = count("run_epoch");
        until(() -> count("run_epoch") > epochs + 1000);
        assertThat(gate.waiting).hasValue(0);
        rows.update("update run set status = 'CANCELLING' where id = ?", id);
        until(() -> gate.waiting.get() == 1);
        assertThat(rows.queryForObject("select status from run where id = ?", String.class, id)).isEqualTo("CANCELLED");
        gate.open();
        assertThat(descent.get("/api/v1/runs/" + id).expect(200).json().get("status").asString()).isEqualTo("CANCELLED");
    }

    @Test
    void what_cannot_be_made_durable_is_answered_503() {
        start(0);
        gate.breakDown(true);
        var answer = descent.post("/api/v1/datasets", moons("moons")).expect(503);
        assertThat(answer.json().get("code").asString()).isEqualTo("unavailable");
        assertThat(answer.header("Retry-After")).isNotEmpty();
        gate.breakDown(false);
        descent.post("/api/v1/datasets", moons("others")).expect(201);
    }

    private long count(String table) {
        return rows.queryForObject("select count(*) from " + table, Long.class);
    }

    private static void until(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10)).until(condition);
    }

    private static Map<String, Object> moons(String name) {
        return Map.of("name", name, "generator", Map.of("type", "moons", "rows", 20, "noise", 0.1, "seed", 1));
    }

    private static Map<String, Object> run(int epochs) {
        return Map.of("dataset", "moons", "target", "label", "epochs", epochs, "model", network());
    }

    private static Map<String, Object> network() {
        return Map.of("layers", List.of(Map.of("type", "dense", "units", 2), Map.of("type", "dense")));
    }
}
