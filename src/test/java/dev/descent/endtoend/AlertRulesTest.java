package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Prometheus' own tool on its configuration, on the alerts, and on series that are to set them off or not. */
class AlertRulesTest {

    @Test
    void the_configuration_and_the_rules_it_names_are_valid() throws IOException, InterruptedException {
        assertThat(promtool("check", "config", Dashboards.PROMETHEUS.resolve("prometheus.yml").toString())).contains(Dashboards.alerts().size() + " rules found");
    }

    @Test
    void alerts_fire_when_they_should_and_only_then() throws IOException, InterruptedException {
        assertThat(promtool("test", "rules", "src/test/prometheus/rules_test.yml")).contains("SUCCESS");
    }

    private static String promtool(String... words) throws IOException, InterruptedException {
        var program = Program.find("prometheus", "the configuration of Prometheus is", "promtool").toString();
        var process = new ProcessBuilder(Stream.concat(Stream.of(program), Stream.of(words)).toList()).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
