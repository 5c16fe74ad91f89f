package dev.descent.support.web;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A shutdown begins by not being ready; load balancers need a moment to see it and to send their requests elsewhere. */
@Component
class BalancerPause {

    private static final Duration USUAL = Duration.ofSeconds(2);

    private final Duration pause;

    BalancerPause(HttpProperties http, @Value("${server.address}") InetAddress address) {
        this.pause = http.balancerWait() != null ? http.balancerWait() : address.isLoopbackAddress() ? Duration.ZERO : USUAL;
    }

    /** Readiness is off by now, and nothing has been stopped yet. */
    @EventListener(ContextClosedEvent.class)
    void pause() {
        long end = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
