package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** A real Prometheus on loopback with the configuration that is shipped, but that it scrapes these nodes, and every second. */
record PrometheusServer(Process process, DescentClient client) implements AutoCloseable {

    private static final String OFTEN = "1s";

    /** @param directory for its configuration and what it stores; @param nodes host and port of each */
    static PrometheusServer start(Path directory, List<String> nodes) throws IOException {
        var program = Program.find("prometheus", "what dashboards and alerts ask Prometheus is", "prometheus");
        var configuration = directory.resolve("prometheus.yml");
        Files.writeString(configuration, configurationFor(nodes));
        var address = "127.0.0.1:" + freePort();
        var process = new ProcessBuilder(program.toString(), "--config.file=" + configuration, "--storage.tsdb.path=" + directory.resolve("data"), "--web.listen-address=" + address)
                .redirectErrorStream(true).redirectOutput(directory.resolve("prometheus.log").toFile()).start();
        var server = new PrometheusServer(process, new DescentClient("http://" + address));
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> !process.isAlive() || server.client.get("/-/ready").status() == 200);
        assertThat(process.isAlive()).as(() -> said(directory)).isTrue();
        return server;
    }

    private static String configurationFor(List<String> nodes) {
        var shipped = Dashboards.yaml(Dashboards.PROMETHEUS.resolve("prometheus.yml"));
        shipped.put("global", Map.of("scrape_interval", OFTEN, "scrape_timeout", OFTEN, "evaluation_interval", OFTEN));
        shipped.put("rule_files", ((List<?>) shipped.get("rule_files")).stream().map(file -> Dashboards.PROMETHEUS.resolve((String) file).toAbsolutePath().toString()).toList());
        Dashboards.list(shipped, "scrape_configs").getFirst().put("static_configs", List.of(Map.of("targets", nodes)));
        return new Yaml().dump(shipped);
    }

    /** Samples that are numbers; those without a value are none. */
    Stream<JsonNode> ask(String expression) {
        return get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)).get("result").valueStream().filter(sample -> !value(sample).equals("NaN"));
    }

    static String value(JsonNode sample) {
        return sample.get("value").get(1).asString();
    }

    JsonNode get(String path) {
        return client.get(path).expect(200).json().get("data");
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String said(Path directory) {
        try {
            return Files.readString(directory.resolve("prometheus.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
