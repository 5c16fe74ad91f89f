package dev.descent.worker;

import dev.descent.run.Claim;
import dev.descent.run.Draft;
import dev.descent.run.Journal;
import dev.descent.run.LeaseLost;
import dev.descent.run.Writing;
import dev.descent.support.store.Durability;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Writes to the journal for as long as it takes: a database that is away comes back, and what was trained meanwhile is not lost. */
@Component
class PatientJournal {

    private static final Logger LOG = LoggerFactory.getLogger(PatientJournal.class);
    private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** The pool itself waits up to ten seconds between two attempts to connect: both together are fifteen. */
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Journal journal;
    private final Durability durability;
    private final WorkerMetrics metrics;
    private final AtomicLong told = new AtomicLong(System.nanoTime() - SILENCE_NANOS);

    PatientJournal(Journal journal, Durability durability, WorkerMetrics metrics) {
        this.durability = durability;
        this.journal = journal;
        this.metrics = metrics;
    }

    /** @throws LeaseLost if another attempt holds the run */
    void write(Claim claim, Writing writing) {
        var draft = Draft.of(writing);
        long pause = FIRST_PAUSE_NANOS;
        for (boolean again = false; !attempt(claim, draft, again); again = true) {
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
        if (writing.ending() != null) {
            metrics.ended(writing.ending());
        }
    }

    private boolean attempt(Claim claim, Draft draft, boolean again) {
        try {
            if (again && journal.isWritten(claim, draft)) {
                durability.await();
            } else {
                journal.write(claim, draft);
            }
            return true;
        } catch (DataAccessException | TransactionException e) {
            if (!passes(e)) {
                throw e;
            }
            tell(claim, e);
            return false;
        }
    }

    /** Whether it is a trouble of the database, and not of what it was asked. */
    static boolean passes(RuntimeException trouble) {
        return switch (trouble) {
            case TransientDataAccessException _, RecoverableDataAccessException _, DataAccessResourceFailureException _, TransactionException _, JpaSystemException _ -> true;
            default -> false;
        };
    }

    /** However many runs wait for the database, the log says so every five seconds at most. */
    private void tell(Claim claim, Exception cause) {
        long last = told.get();
        long now = System.nanoTime();
        if (now - last >= SILENCE_NANOS && told.compareAndSet(last, now)) {
            LOG.warn("Run {} could not be recorded; it is tried again in a few seconds: {}", claim.run(), cause.getMessage());
        }
    }
}
