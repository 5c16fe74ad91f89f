package dev.descent.support.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissingJavaIT {

    @Test
    void a_java_that_is_too_old_says_what_is_missing() throws Exception {
        assumeTrue(run("java", "-version").output().contains("version \"17"), "the default java is a 17");

        Ended ended = run("java", "-jar", System.getProperty("descent.jar"));

        assertThat(ended.exitCode()).isEqualTo(78);
        assertThat(ended.output()).contains("Descent needs Java 25 or later", "This is Java 17", "Install a JDK 25", "DESCENT_JAVA_HOME");
    }

    private record Ended(int exitCode, String output) {}

    private static Ended run(String... command) throws Exception {
        var builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
        builder.environment().put("DESCENT_JAVA_HOME", "nowhere");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
