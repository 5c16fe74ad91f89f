package dev.descent.support.store;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Waits until whatever was committed before the call survives a power cut. A commit of the embedded database has reached the operating
 * system when it returns, not the disk; a PostgreSQL with {@code synchronous_commit=on} has nothing left to wait for.
 */
@FunctionalInterface
public interface Durability {

    /** For databases whose commits are durable when they return. */
    Durability AT_COMMIT = () -> {};

    /** Transactions of this name commit without waiting. */
    String LATER = "durable later";

    /** @throws NotDurableException if that cannot be promised: whatever was committed must not be acknowledged */
    void await();

    /** Transactions whose commit need not be durable when they return: what they write is not acknowledged, or would only be written again. */
    static TransactionTemplate later(PlatformTransactionManager transactions) {
        var template = new TransactionTemplate(transactions);
        template.setName(LATER);
        return template;
    }

    /** Transactions that only read, and return once what they may have seen is durable: it can be told then. */
    static TransactionTemplate reading(PlatformTransactionManager transactions) {
        var template = new TransactionTemplate(transactions);
        template.setReadOnly(true);
        return template;
    }
}
