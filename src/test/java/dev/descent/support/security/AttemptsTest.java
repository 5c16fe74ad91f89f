package dev.descent.support.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final Attempts attempts = new Attempts(now::get);

    @Test
    void after_twenty_failures_an_address_waits_for_the_end_of_its_minute() {
        fail("192.0.2.1", 19);
        assertThat(attempts.barredSeconds("192.0.2.1")).isZero();
        fail("192.0.2.1", 1);
        assertThat(attempts.barredSeconds("192.0.2.1")).isBetween(60L, 61L);
        assertThat(attempts.barredSeconds("192.0.2.2")).as("another address").isZero();
        now.addAndGet(TimeUnit.SECONDS.toNanos(59));
        assertThat(attempts.barredSeconds("192.0.2.1")).isPositive();
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(attempts.barredSeconds("192.0.2.1")).isZero();
    }

    @Test
    void the_addresses_of_one_customer_in_ipv6_count_as_one() {
        fail("2001:db8:1:2::1", 10);
        fail("2001:db8:1:2:ffff::2", 10);
        assertThat(attempts.barredSeconds("2001:db8:1:2::77")).isPositive();
        assertThat(attempts.barredSeconds("2001:db8:1:3::1")).isZero();
    }

    @Test
    void however_many_addresses_fail_only_the_last_ones_are_remembered() {
        fail("192.0.2.1", 20);
        for (int i = 0; i < 20_000; i++) {
            fail("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), 1);
        }
        assertThat(attempts.barredSeconds("192.0.2.1")).isZero();
    }

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            attempts.failed(address);
        }
    }
}
