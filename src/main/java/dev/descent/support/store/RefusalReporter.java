package dev.descent.support.store;

import org.springframework.boot.SpringBootExceptionReporter;

/** Says on the standard error why the service does not start, in one sentence and without a stack trace. */
final class RefusalReporter implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartRefusedException refusal) {
                System.err.println("Descent does not start: " + refusal.getMessage());
                return true;
            }
        }
        return false;
    }
}
