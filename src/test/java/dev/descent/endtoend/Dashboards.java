package dev.descent.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Grafana and Prometheus are given: dashboards, data sources and alert rules, read from the files that are shipped. */
record Dashboards(List<Dashboard> all, Map<String, String> sources) {

    static final Path PROMETHEUS = Path.of("src/main/docker/prometheus");
    static final Path READER = Path.of("src/main/docker/postgres/reader.sql");
    private static final Path GRAFANA = Path.of("src/main/docker/grafana");

    /** One file. */
    record Dashboard(String file, JsonNode json) {

        /** Without the headings between them. */
        List<JsonNode> panels() {
            return json.get("panels").valueStream().filter(panel -> !panel.get("type").asString().equals("row")).toList();
        }

        List<JsonNode> variables() {
            return json.path("templating").path("list").valueStream().toList();
        }
    }

    /** @param text as it stands in the file */
    record Query(String place, String text) {}

    /** @param expression in PromQL */
    record Alert(String name, String expression) {}

    static Dashboards shipped() {
        var all = files(GRAFANA.resolve("dashboards")).map(file -> new Dashboard(file.getFileName().toString(), JsonMapper.shared().readTree(read(file)))).toList();
        var sources = files(GRAFANA.resolve("provisioning/datasources")).flatMap(file -> list(yaml(file), "datasources").stream())
                .collect(Collectors.toMap(source -> (String) source.get("uid"), source -> (String) source.get("type")));
        return new Dashboards(all, sources);
    }

    static List<Alert> alerts() {
        return list(yaml(PROMETHEUS.resolve("rules.yml")), "groups").stream().flatMap(group -> list(group, "rules").stream())
                .map(rule -> new Alert((String) rule.get("alert"), ((String) rule.get("expr")).strip())).toList();
    }

    List<Query> promql() {
        return targets("expr");
    }

    /** Those of the variables as well. */
    List<Query> sql() {
        var variables = all.stream().flatMap(dashboard -> dashboard.variables().stream().filter(variable -> variable.path("datasource").path("uid").asString("").equals("postgres"))
                .map(variable -> new Query(dashboard.file() + ": $" + variable.get("name").asString(), variable.get("query").asString())));
        return Stream.concat(targets("rawSql").stream(), variables).toList();
    }

    private List<Query> targets(String field) {
        return all.stream().flatMap(dashboard -> dashboard.panels().stream().flatMap(panel -> panel.get("targets").valueStream().filter(target -> target.has(field))
                .map(target -> new Query(dashboard.file() + ": " + panel.get("title").asString(), target.get(field).asString())))).toList();
    }

    static Map<String, Object> yaml(Path file) {
        return new Yaml().load(read(file));
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(Map<String, Object> parent, String key) {
        return (List<Map<String, Object>>) parent.get(key);
    }

    private static Stream<Path> files(Path directory) {
        try (var files = Files.list(directory)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
