package dev.descent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.DescentApplication;
import dev.descent.run.Failpoint;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

class BrokenExecutionTest {

    @TempDir
    Path directory;

    @Test
    void a_run_whose_end_could_not_be_written_down_for_an_error_nobody_expects_is_trained_again() {
        var struck = new AtomicBoolean();
        Failpoint failpoint = (place, run) -> {
            if (place == Failpoint.Place.BEFORE_ENDING && struck.compareAndSet(false, true)) {
                throw new StackOverflowError("thrown by this test");
            }
        };
        var application = new SpringApplication(DescentApplication.class);
        application.addInitializers((ApplicationContextInitializer<GenericApplicationContext>) context ->
                context.registerBean("striking", Failpoint.class, () -> failpoint, definition -> definition.setPrimary(true)));
        try (var service = Service.of(application, directory, "--descent.worker.slots=1")) {
            service.post(201, "/datasets", Service.LINE);
            var run = service.rested(service.post(202, "/runs", Service.run("line", "y", 3)).get("id").asString());
            assertThat(struck).isTrue();
            assertThat(run.get("status").asString()).isEqualTo("SUCCEEDED");
            assertThat(run.get("attempt").asInt()).isEqualTo(3);
        }
    }
}
