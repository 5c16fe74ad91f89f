package dev.descent.endtoend;

import dev.descent.DescentApplication;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Stopped and started inside this JVM. */
class RestartTest implements SurvivesRestart {

    @TempDir
    Path directory;

    @Override
    public Service start() {
        var context = new SpringApplicationBuilder(DescentApplication.class).run("--server.port=0", "--descent.data-directory=" + directory.resolve("data"));
        return new Service() {
            @Override
            public DescentClient client() {
                return new DescentClient("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
            }

            @Override
            public void close() {
                context.close();
            }
        };
    }
}
