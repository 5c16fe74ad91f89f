package dev.descent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.DescentApplication;
import dev.descent.run.Claims;
import dev.descent.run.Journal;
import dev.descent.support.store.Durability;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.TransactionSystemException;

class SetbackTest {

    private static final int FAILURES = 3;
    private static final AtomicInteger LEFT = new AtomicInteger();

    @TempDir
    Path directory;

    /** Commits fail while a state is restored, and at no other time. */
    @Configuration(proxyBeanMethods = false)
    static class Flapping {

        @Bean
        static BeanPostProcessor flapping() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof Durability real ? failing(real) : bean;
                }
            };
        }

        private static Durability failing(Durability real) {
            return () -> {
                if (isRestoring() && LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new TransactionSystemException("thrown by this test");
                }
                real.await();
            };
        }

        private static boolean isRestoring() {
            return StackWalker.getInstance().walk(frames -> frames.anyMatch(frame ->
                    frame.getClassName().equals(Journal.class.getName()) && frame.getMethodName().equals("restore")));
        }
    }

    @BeforeEach
    void failSomeTimes() {
        LEFT.set(FAILURES);
    }

    @Test
    void a_database_that_flaps_while_a_run_is_restored_does_not_end_it_for_too_many_attempts() {
        String id;
        try (var service = Service.on(directory, "--descent.worker.slots=0")) {
            service.post(201, "/datasets", Service.LINE);
            id = service.post(202, "/runs", Service.run("line", "y", 3)).get("id").asString();
            var claims = service.bean(Claims.class);
            assertThat(claims.next("entry", 2)).isPresent();
            claims.abandon("entry");
        }
        var application = new SpringApplication(DescentApplication.class, Flapping.class);
        try (var service = Service.of(application, directory, "--descent.worker.slots=1", "--descent.worker.max-attempts=2")) {
            var run = service.rested(id);
            assertThat(LEFT).hasValue(0);
            assertThat(run.get("status").asString()).isEqualTo("SUCCEEDED");
        }
    }
}
