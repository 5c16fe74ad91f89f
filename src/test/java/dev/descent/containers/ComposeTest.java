package dev.descent.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Reads docker-compose.yml as an engine would, and compares it with the repository and the application's own configuration. */
class ComposeTest {

    private static final Path DOCKER = Path.of("src/main/docker");

    private final Map<String, Object> compose = yaml(Path.of("docker-compose.yml"));
    private final Map<String, Object> services = map(compose, "services");
    private final Configuration application = new Configuration(variables("descent"));

    ComposeTest() throws IOException {}

    @Test
    void every_service_is_confined_and_watched() throws IOException {
        for (String name : services.keySet()) {
            Map<String, Object> service = map(services, name);
            assertThat(service).as(name).containsEntry("read_only", true).containsEntry("cap_drop", List.of("ALL"));
            boolean imageWatchesItself = service.containsKey("build") && !Dockerfile.read(Path.of("Dockerfile")).stages().getLast().all("HEALTHCHECK").isEmpty();
            assertThat(imageWatchesItself || service.containsKey("healthcheck")).as(name).isTrue();
        }
    }

    @Test
    void nothing_is_published_but_on_loopback() {
        assertThat(services.keySet().stream().flatMap(name -> list(map(services, name), "ports"))).isNotEmpty()
                .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
        assertThat(list(map(services, "descent"), "ports")).containsExactly("127.0.0.1:8080:" + application.get("server.port"));
    }

    @Test
    void mounts_and_dependencies_exist() {
        Set<String> volumes = map(compose, "volumes").keySet();
        for (String name : services.keySet()) {
            list(map(services, name), "volumes").map(mount -> mount.split(":")[0]).forEach(source -> assertThat(
                    source.startsWith("./") ? Files.exists(Path.of(source)) : volumes.contains(source)).as("%s of %s", source, name).isTrue());
            assertThat(services.keySet()).containsAll(map(map(services, name), "depends_on").keySet());
        }
    }

    @Test
    void every_variable_of_the_service_is_read_and_binds() throws Exception {
        Set<String> placeholders = placeholders();
        for (String variable : variables("descent").keySet()) {
            if (placeholders.contains(variable)) continue;
            assertThat(application.bind(variable)).as(variable).isNotNull();
        }
    }

    @Test
    void the_database_is_the_one_that_compose_starts() {
        URI database = URI.create(application.get("spring.datasource.url").substring("jdbc:".length()));
        Map<String, String> postgres = variables("postgres");
        assertThat(services).containsKey(database.getHost());
        assertThat(database.getPort()).isEqualTo(5432);
        assertThat(database.getPath()).isEqualTo("/" + postgres.get("POSTGRES_DB"));
        assertThat(application.get("spring.datasource.username")).isEqualTo(postgres.get("POSTGRES_USER"));
        assertThat(application.get("spring.datasource.password")).isEqualTo(postgres.get("POSTGRES_PASSWORD"));
        assertThat(application.get("db-scheduler.polling-strategy")).isEqualTo("lock-and-fetch");
    }

    @Test
    void prometheus_scrapes_the_service_under_a_name_that_it_answers_to() throws IOException {
        Map<String, Object> job = maps(yaml(mounted("prometheus", "/etc/prometheus").resolve("prometheus.yml")), "scrape_configs").getFirst();
        String target = list(maps(job, "static_configs").getFirst(), "targets").findFirst().orElseThrow();
        assertThat(target).isEqualTo("descent:" + application.get("server.port"));
        assertThat(application.list("descent.http.allowed-hosts")).contains("descent");
        String endpoint = ((String) job.get("metrics_path")).substring("/actuator/".length());
        assertThat(application.list("management.endpoints.web.exposure.include")).contains(endpoint);
    }

    @Test
    void grafana_finds_its_sources_and_its_dashboards() throws IOException {
        URI url = URI.create((String) source("prometheus").get("url"));
        assertThat(services).containsKey(url.getHost());
        assertThat(list(map(services, url.getHost()), "ports")).contains("127.0.0.1:%1$d:%1$d".formatted(url.getPort()));

        Map<String, Object> provider = maps(yaml(DOCKER.resolve("grafana/provisioning/dashboards/descent.yml")), "providers").getFirst();
        Path dashboards = mounted("grafana", (String) map(provider, "options").get("path"));
        Path home = Path.of(variables("grafana").get("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"));
        assertThat(home.getParent()).hasToString((String) map(provider, "options").get("path"));
        assertThat(dashboards.resolve(home.getFileName())).exists();
    }

    @Test
    void grafana_reads_the_database_as_the_role_that_it_is_set_up_with() throws IOException {
        Map<String, Object> source = source("postgres");
        String role = Files.readString(mounted("postgres", "/docker-entrypoint-initdb.d/reader.sql"));
        assertThat(source.get("url")).isEqualTo("postgres:5432");
        assertThat(map(source, "jsonData")).containsEntry("database", variables("postgres").get("POSTGRES_DB"));
        assertThat(role).contains("create role " + source.get("user") + " login").contains("\\getenv password DESCENT_READER_PASSWORD");
        assertThat(map(source, "secureJsonData")).containsEntry("password", "$DESCENT_READER_PASSWORD");
        assertThat(variables("grafana").get("DESCENT_READER_PASSWORD")).isEqualTo(variables("postgres").get("DESCENT_READER_PASSWORD"));
        assertThat(map(map(services, "grafana"), "depends_on")).containsKeys("prometheus", "postgres");
    }

    private static Map<String, Object> source(String name) throws IOException {
        return maps(yaml(DOCKER.resolve("grafana/provisioning/datasources/" + name + ".yml")), "datasources").getFirst();
    }

    private Path mounted(String service, String target) {
        return list(map(services, service), "volumes").map(mount -> mount.split(":")).filter(mount -> mount[1].equals(target))
                .map(mount -> Path.of(mount[0])).findFirst().orElseThrow(() -> new AssertionError(target + " is not mounted into " + service));
    }

    /** As the engine renders them on a machine that sets none of its own: ${NAME:-default} is the default. */
    private Map<String, String> variables(String service) {
        var rendered = new TreeMap<String, String>();
        map(map(services, service), "environment").forEach((name, value) -> rendered.put(name, value.toString().replaceAll("\\$\\{\\w+:-([^}]*)}", "$1")));
        return rendered;
    }

    private static Set<String> placeholders() throws IOException {
        String profile = Files.readString(Path.of("src/main/resources/application-postgres.yaml"));
        return Set.copyOf(Pattern.compile("\\$\\{(\\w+)[:}]").matcher(profile).results().map(match -> match.group(1)).toList());
    }

    private static Map<String, Object> yaml(Path file) throws IOException {
        return new Yaml().load(Files.readString(file));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> parent, String key) {
        return (Map<String, Object>) parent.getOrDefault(key, Map.of());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Map<String, Object> parent, String key) {
        return (List<Map<String, Object>>) parent.get(key);
    }

    private static Stream<String> list(Map<String, Object> parent, String key) {
        return ((List<?>) parent.getOrDefault(key, List.of())).stream().map(Object::toString);
    }
}
