package dev.descent.support.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaSearchTest {

    @TempDir
    Path place;

    @Test
    void the_oldest_java_that_will_do_and_has_the_vector_module_is_taken() throws IOException {
        java("17", "17.0.15", "java.base jdk.incubator.vector");
        java("25-without", "25", "java.base");
        java("27", "27", "java.base jdk.incubator.vector");
        Path wanted = java("26", "26.0.1", "java.base jdk.incubator.vector");

        assertThat(search(Map.of()).find()).contains(new JavaRuntime(wanted, 26, true));
    }

    @Test
    void java_home_comes_before_the_usual_places_where_it_will_do() throws IOException {
        Path found = java("25", "25.0.3", "jdk.incubator.vector");
        Path newer = java("27", "27", "jdk.incubator.vector");
        Path older = java("17", "17.0.15", "jdk.incubator.vector");

        assertThat(search(Map.of("JAVA_HOME", newer.toString())).find()).map(JavaRuntime::home).contains(newer);
        assertThat(search(Map.of("JAVA_HOME", older.toString())).find()).map(JavaRuntime::home).contains(found);
    }

    @Test
    void descent_java_home_is_never_replaced_by_another() throws IOException {
        java("25", "25.0.3", "jdk.incubator.vector");
        Path older = java("17", "17.0.15", "");

        assertThat(search(Map.of("DESCENT_JAVA_HOME", older.toString())).find()).isEmpty();
    }

    @Test
    void what_is_not_a_java_is_passed_over() throws IOException {
        Files.createDirectories(place.resolve("empty"));
        Path unreadable = java("odd", "twenty-five", "");
        Files.writeString(place.resolve("a-file"), "");

        assertThat(search(Map.of()).find()).isEmpty();
        assertThat(JavaRuntime.at(unreadable)).isEmpty();
        assertThat(new JavaSearch(Map.of(), List.of(place.resolve("absent"))).find()).isEmpty();
    }

    private JavaSearch search(Map<String, String> environment) {
        return new JavaSearch(environment, List.of(place));
    }

    private Path java(String name, String version, String modules) throws IOException {
        Path home = place.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        for (String program : List.of("java", "java.exe")) {
            assertThat(Files.createFile(home.resolve("bin").resolve(program)).toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\nMODULES=\"" + modules + "\"\n");
        return home;
    }
}
