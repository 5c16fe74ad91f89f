package dev.descent.support.store;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** Transactions whose commit returns once it is durable, unless they are named {@link Durability#LATER}. */
final class DurableTransactions extends JpaTransactionManager {

    private static final long serialVersionUID = 1L;

    private final transient Durability durability;
    private final AtomicInteger underWay = new AtomicInteger();

    DurableTransactions(Durability durability) {
        this.durability = durability;
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        if (status.isReadOnly()) {
            read(status);
        } else if (Durability.LATER.equals(status.getTransactionName())) {
            super.doCommit(status);
        } else {
            write(status);
        }
    }

    /** Others see a commit before it is durable: what they have seen of it must not be told before, or it may be untold by a power cut. */
    private void read(DefaultTransactionStatus status) {
        super.doCommit(status);
        if (underWay.get() > 0) {
            durability.await();
        }
    }

    private void write(DefaultTransactionStatus status) {
        underWay.incrementAndGet();
        try {
            super.doCommit(status);
            durability.await();
        } finally {
            underWay.decrementAndGet();
        }
    }
}
