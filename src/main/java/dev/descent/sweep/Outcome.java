package dev.descent.sweep;

/** What has become of a trial. */
enum Outcome {
    /** It trains, or waits to. */
    OPEN,
    SUCCEEDED,
    FAILED,
    /** With its sweep, or by somebody who cancelled or deleted the run itself. */
    CANCELLED,
    /** Others of its bracket were better at a rung. */
    STOPPED
}
