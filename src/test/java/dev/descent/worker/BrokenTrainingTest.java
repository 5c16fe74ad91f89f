package dev.descent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What goes wrong with one run stays with it. */
class BrokenTrainingTest {

    private final Trap trap = new Trap();

    @TempDir
    private Path directory;

    @Test
    void a_run_that_makes_no_progress_is_released_twice_and_fails_the_third_time_whatever_its_threads_do_later() {
        var end = new CountDownLatch(1);
        try (var service = Service.with(trap, directory, "--descent.worker.slots=4", "--descent.worker.stall-after=2s", "--descent.worker.time-slice=0")) {
            service.post(201, "/datasets", Service.MOONS);
            service.rested(submit(service, 5));
            IntStream.range(0, 3).forEach(_ -> trap.next(() -> await(end)));
            var stuck = submit(service, 100);
            var run = service.rested(stuck);
            assertThat(run.get("status").asString()).isEqualTo("FAILED");
            assertThat(run.get("failure").get("code").asString()).isEqualTo("STALLED");
            var events = events(service, stuck);
            assertThat(events.stream().filter(event -> event.get("data").path("reason").asString("").equals("STALLED"))).hasSize(2);

            assertThat(service.rested(submit(service, 5)).get("status").asString()).isEqualTo("SUCCEEDED");
            var endless = List.of(submit(service, 10_000_000), submit(service, 10_000_000));
            service.trained(endless.getFirst(), 1);
            assertThat(service.get("/runs/" + endless.getLast()).get("status").asString()).as("three of four slots are taken").isEqualTo("QUEUED");
            end.countDown();
            service.trained(endless.getLast(), 1);
            assertThat(events(service, stuck)).isEqualTo(events);
            assertThat(service.get("/runs/" + stuck)).isEqualTo(run);
        }
    }

    @Test
    void a_run_that_runs_out_of_memory_fails_and_the_run_beside_it_goes_on() {
        try (var service = Service.with(trap, directory, "--descent.worker.slots=2")) {
            service.post(201, "/datasets", Service.MOONS);
            var undisturbed = service.rested(submit(service, 8000));
            var survivor = new CompletableFuture<Thread>();
            trap.next(() -> survivor.complete(Thread.currentThread()));
            var other = submit(service, 8000);
            var spared = survivor.join();
            trap.next(thread -> thread != spared, () -> {
                throw new OutOfMemoryError("thrown by a test");
            });
            var failed = service.rested(submit(service, 8000));
            assertThat(failed.get("status").asString()).isEqualTo("FAILED");
            assertThat(failed.get("failure").get("code").asString()).isEqualTo("OUT_OF_MEMORY");
            var run = service.rested(other);
            assertThat(run.get("status").asString()).isEqualTo("SUCCEEDED");
            assertThat(run.get("attempt").asInt()).isEqualTo(1);
            assertThat(run.get("weightsDigest")).isEqualTo(undisturbed.get("weightsDigest"));
        }
    }

    private static String submit(Service service, int epochs) {
        return service.post(202, "/runs", Service.run("moons", "label", epochs)).get("id").asString();
    }

    private static List<JsonNode> events(Service service, String run) {
        return service.get("/runs/" + run + "/events").get("data").valueStream().toList();
    }

    private static void await(CountDownLatch latch) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(20)).until(() -> latch.getCount() == 0);
    }
}
