package dev.descent.sweep;

/** Where a sweep stands. */
public enum SweepStatus {
    RUNNING,
    /** Some of its runs are about to stop. */
    CANCELLING,
    /** Every trial has ended, in whatever way. */
    SUCCEEDED,
    CANCELLED;

    public boolean isTerminal() {
        return this == SUCCEEDED || this == CANCELLED;
    }
}
