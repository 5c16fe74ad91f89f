package dev.descent.endtoend;

import dev.descent.DescentApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The running service with an empty database; every end-to-end test speaks to the same one, and only over HTTP. */
@SpringBootTest(classes = DescentApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class EndToEnd {

    static final Path DATASETS = Path.of("src/test/resources/datasets");
    static final Path HOME = temporaryDirectory();

    DescentClient descent;

    @DynamicPropertySource
    static void keepEverythingInOneTemporaryDirectory(DynamicPropertyRegistry registry) {
        registry.add("descent.data-directory", () -> HOME.resolve("data").toString());
        registry.add("server.tomcat.basedir", () -> HOME.resolve("tomcat").toString());
    }

    @BeforeEach
    void connect(@Autowired Environment environment) {
        descent = new DescentClient("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"));
    }

    @AfterEach
    void disconnect() {
        descent.close();
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "endtoend");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
