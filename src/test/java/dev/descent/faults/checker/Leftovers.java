package dev.descent.faults.checker;

import dev.descent.faults.checker.HistoryChecker.Findings;

/** I7: after the end nobody holds a run, and no queue entry is taken. */
final class Leftovers {

    private Leftovers() {}

    static void judge(Evidence evidence, Findings findings) {
        evidence.runs().values().stream().filter(run -> StoredRun.HELD.contains(run.status()))
                .forEach(run -> findings.add("I7", run.id(), "is " + run.status() + ", and nobody is there"));
        evidence.heldByDead().forEach(entry -> findings.add("I7", "queue entry " + entry, "is taken, and nobody is there"));
    }
}
