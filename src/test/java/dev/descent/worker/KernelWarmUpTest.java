package dev.descent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

class KernelWarmUpTest {

    private final Set<Thread> others = threads();
    private final KernelWarmUp warmUp = new KernelWarmUp();

    @AfterEach
    void end() {
        warmUp.end();
    }

    @Test
    void it_goes_on_in_the_background_until_it_is_ended() {
        begin(new MockEnvironment());
        assertThat(isUnderWay()).isTrue();
        warmUp.end();
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !isUnderWay());
    }

    @Test
    void it_is_left_out_on_a_node_that_does_not_train_and_where_nobody_wants_it() {
        begin(new MockEnvironment().withProperty("descent.worker.slots", "0"));
        begin(new MockEnvironment().withProperty("descent.worker.warm-up", "false"));
        assertThat(isUnderWay()).isFalse();
    }

    private void begin(Environment environment) {
        warmUp.setEnvironment(environment);
        warmUp.postProcessBeanFactory(new DefaultListableBeanFactory());
    }

    private boolean isUnderWay() {
        return !others.containsAll(threads());
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("warm-up")).collect(Collectors.toSet());
    }
}
