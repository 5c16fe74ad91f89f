package dev.descent.support.store;

import org.springframework.transaction.TransactionException;

/** What was committed may not survive a power cut, so it counts as not done until it is looked up. */
public final class NotDurableException extends TransactionException {

    private static final long serialVersionUID = 1L;

    NotDurableException(Throwable cause) {
        super("The database could not write to the disk what was committed", cause);
    }
}
