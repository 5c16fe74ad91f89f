package dev.descent.support.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Whether a commit succeeds and is durable, as of the last five seconds, and whether there is room for more. */
@Component("storeHealthIndicator")
class StoreHealthIndicator implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(StoreHealthIndicator.class);
    private static final long FRESH_NANOS = 5_000_000_000L;
    /** A database that is back is noticed sooner than one that is gone. */
    private static final long FRESH_FAILURE_NANOS = 1_000_000_000L;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Storage storage;
    private boolean committed;
    private long probedAt = System.nanoTime() - FRESH_NANOS;

    StoreHealthIndicator(JdbcTemplate jdbc, TransactionTemplate transaction, Storage storage) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.storage = storage;
    }

    @Override
    public Health health() {
        if (storage.isCritical()) {
            return Health.down().withDetail("storage", "There is hardly any room left on the disk").build();
        }
        return (commits() ? Health.up() : Health.down()).build();
    }

    private synchronized boolean commits() {
        if (System.nanoTime() - probedAt >= (committed ? FRESH_NANOS : FRESH_FAILURE_NANOS)) {
            committed = probe();
            probedAt = System.nanoTime();
        }
        return committed;
    }

    private boolean probe() {
        try {
            transaction.executeWithoutResult(_ -> jdbc.update("update commit_probe set probed_at = current_timestamp where id = 1"));
            return true;
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The service is not ready: nothing can be committed at the moment; it is tried again when readiness is asked for: {}", e.getMessage());
            return false;
        }
    }
}
