package dev.descent.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.containers.Dockerfile.Instruction;
import dev.descent.containers.Dockerfile.Stage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DockerfileTest {

    private static final List<String> FLAGS = List.of(System.getProperty("descent.jvm.flags").split(" "));

    private final Dockerfile dockerfile = Dockerfile.read(Path.of("Dockerfile"));
    private final Stage image = dockerfile.stages().getLast();
    private final List<String> entryPoint = image.only("ENTRYPOINT").command();
    private final List<String> healthCheck = image.only("HEALTHCHECK").command();

    DockerfileTest() throws IOException {}

    @Test
    void what_the_build_copies_is_in_the_repository() {
        for (Instruction copy : dockerfile.stage("build").all("COPY")) {
            assertThat(copy.words().subList(0, copy.words().size() - 1)).allSatisfy(source -> assertThat(Path.of(source)).exists());
        }
    }

    @Test
    void what_the_image_copies_was_made_by_the_stage_it_comes_from() {
        for (Instruction copy : image.all("COPY")) {
            Stage from = dockerfile.stage(copy.text().replaceFirst("^--from=(\\S+).*", "$1"));
            String made = copy.words().getFirst().replaceFirst("(?<=^/[^/]{1,40})/.*|/$", "");
            assertThat(from.text()).as("stage %s", from.name()).contains(made);
        }
    }

    @Test
    void what_the_image_runs_was_copied_into_it() {
        List<String> copied = image.all("COPY").stream().map(copy -> copy.words().getLast()).filter(target -> !target.equals("/")).toList();
        Stream<String> needed = Stream.of(entryPoint.getFirst(), entryPoint.getLast(), option(entryPoint, "-XX:AOTCache="), healthCheck.getFirst());
        assertThat(needed).allSatisfy(path -> assertThat(copied).anyMatch(path::startsWith));
    }

    @Test
    void the_flags_are_those_of_the_build_and_the_cache_was_made_with_them() {
        assertThat(entryPoint).containsAll(FLAGS);
        String training = dockerfile.stage("build").all("RUN").stream().map(Instruction::text)
                .filter(text -> text.contains("-XX:AOTCacheOutput=")).findFirst().orElseThrow();
        assertThat(training).contains("-XX:AOTCacheOutput=" + option(entryPoint, "-XX:AOTCache=") + " ", "-jar " + entryPoint.getLast() + " ");
        assertThat(training).contains(FLAGS);
        assertThat(training).contains(entryPoint.stream().filter(flag -> flag.startsWith("-XX:+")).toList());
    }

    @Test
    void the_image_runs_as_a_numeric_user_without_rights() {
        assertThat(image.only("USER").text()).matches("[1-9][0-9]{4,}:[1-9][0-9]{4,}");
    }

    @Test
    void ports_are_those_of_the_application() {
        String port = new Configuration(Map.of()).get("server.port");
        assertThat(image.only("EXPOSE").text()).isEqualTo(port);
        assertThat(URI.create(healthCheck.getLast())).hasHost("127.0.0.1").hasPort(Integer.parseInt(port));
    }

    @Test
    void the_health_check_is_a_program_of_ours() throws ReflectiveOperationException {
        Class<?> program = Class.forName(healthCheck.get(healthCheck.size() - 2));
        assertThat(program.getMethod("main", String[].class)).isNotNull();
    }

    @Test
    void variables_set_properties_of_the_application() throws ClassNotFoundException {
        Map<String, String> variables = variables(image.only("ENV"));
        var configuration = new Configuration(variables);
        for (String variable : variables.keySet()) {
            assertThat(configuration.bind(variable)).as(variable).isNotNull();
        }
        assertThat(configuration.get("descent.data-directory")).isEqualTo(image.only("VOLUME").text());
        assertThat(configuration.get("server.tomcat.basedir")).startsWith("/data/");
        assertThat(configuration.get("spring.datasource.url")).startsWith("jdbc:h2:async:/data/db;");
    }

    private static String option(List<String> command, String prefix) {
        return command.stream().filter(word -> word.startsWith(prefix)).findFirst().orElseThrow().substring(prefix.length());
    }

    private static Map<String, String> variables(Instruction environment) {
        return environment.words().stream().map(word -> word.split("=", 2)).collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
