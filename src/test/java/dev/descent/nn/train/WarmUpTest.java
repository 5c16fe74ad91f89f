package dev.descent.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.nn.train.StopSignal.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    /** Also what {@link #the_jvm_compiles_every_kernel_that_it_meets} runs in a JVM of its own. */
    public static void main(String[] arguments) {
        System.out.println("ended=" + new WarmUp(() -> Request.CONTINUE).run());
    }

    @Test
    void it_ends_at_the_mini_batch_that_is_told_to_and_leaves_no_thread() {
        var asked = new AtomicInteger();
        var thread = Thread.ofPlatform().name("warmed-here").start(new WarmUp(() -> asked.incrementAndGet() < 120 ? Request.CONTINUE : Request.STOP)::run);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !thread.isAlive() && threads().isEmpty());
        assertThat(asked.get()).isEqualTo(120);
    }

    /** A kernel that the compiler gives up on is interpreted for the life of the JVM, a hundred times slower. */
    @Test
    void the_jvm_compiles_every_kernel_that_it_meets() throws IOException, InterruptedException {
        var log = run("--add-modules=jdk.incubator.vector", "-XX:+PrintCompilation");
        assertThat(log).contains("ended=true");
        assertThat(log.lines().filter(line -> line.contains("COMPILE SKIPPED") && line.contains("dev.descent.nn.kernel."))).isEmpty();
        // Tier 4 is the optimizing compiler.
        assertThat(log.lines()).anyMatch(line -> line.matches(".* 4 +dev\\.descent\\.nn\\.kernel\\.VectorProducts::tile .*"));
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(name -> name.startsWith("warmed-here-")).toList();
    }

    private static String run(String... flags) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), WarmUpTest.class.getName()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var in = process.getInputStream()) {
            String log = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(log).isZero();
            return log;
        }
    }
}
