package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar as its own process, stopped by SIGTERM. */
class RestartIT implements SurvivesRestart {

    private static final String JAR = System.getProperty("descent.jar", "target/descent.jar");

    @TempDir
    Path directory;

    @Override
    public Service start() {
        int port = freePort();
        var process = launch(port);
        awaitReadiness(process, port);
        return new Service() {
            @Override
            public DescentClient client() {
                return new DescentClient("http://127.0.0.1:" + port);
            }

            @Override
            public void close() {
                stop(process);
            }
        };
    }

    private Process launch(int port) {
        try {
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            return new ProcessBuilder(java, "-jar", JAR, "--server.port=" + port, "--descent.data-directory=" + directory.resolve("data"))
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitReadiness(Process process, int port) {
        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        try (var descent = new DescentClient("http://127.0.0.1:" + port)) {
            while (!isReady(descent)) {
                assertThat(process.isAlive()).as("the process lives").isTrue();
                assertThat(System.nanoTime()).as("the service is ready in time").isLessThan(end);
                LockSupport.parkNanos(100_000_000);
            }
        }
    }

    private static boolean isReady(DescentClient descent) {
        try {
            return descent.get("/actuator/health/readiness").status() == 200;
        } catch (UncheckedIOException notListeningYet) {
            return false;
        }
    }

    /** SIGTERM, to which the service answers by letting go of its runs. It promises 25 s, which a busy machine may not give it: how long it took is told. */
    private static void stop(Process process) {
        long began = System.nanoTime();
        process.destroy();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("the service ends by itself after SIGTERM").isTrue();
            System.out.printf("The service ended %.1f s after SIGTERM (promised: 25 s)%n", (System.nanoTime() - began) / 1e9);
            assertThat(process.exitValue()).as("exit code of an orderly end").isZero();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
