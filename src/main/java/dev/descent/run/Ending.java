package dev.descent.run;

/** How a worker lets go of a run. */
public sealed interface Ending {

    /** @param weightsDigest of the last weights */
    record Succeeded(String stopReason, String weightsDigest) implements Ending {}

    record Failed(Failure failure) implements Ending {}

    /** Stopped as it was told to: back to the queue, cancelled or paused, as the row says. */
    record Released() implements Ending {}

    /** It has come to the epoch at which it is to rest: paused, or cancelled if the row says so. */
    record Rested() implements Ending {}

    /** Its time slice was over and others wait: back to the queue, behind them. */
    record GaveWay() implements Ending {}

    /** Taken from a worker that makes no progress: it is tried again, and fails the third time. */
    record Stalled() implements Ending {}

    /** Stopped by a trouble that may be the run's or not: it is tried again, and counted. */
    record Abandoned() implements Ending {}

    /** Stopped by a trouble of the database that passes: it is tried again a while later, and not counted. */
    record SetBack() implements Ending {}
}
