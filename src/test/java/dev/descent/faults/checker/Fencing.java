package dev.descent.faults.checker;

import dev.descent.faults.checker.HistoryChecker.Findings;

/** I3: the numbered sequence has no gap, and what trains the run at a time is one attempt only. */
final class Fencing {

    private Fencing() {}

    static void judge(Evidence evidence, Findings findings) {
        evidence.runs().values().forEach(run -> {
            numbers(run, findings);
            attempts(run, findings);
        });
    }

    private static void numbers(StoredRun run, Findings findings) {
        long expected = 1;
        for (var moment : run.moments()) {
            if (moment.seq() != expected++) {
                findings.add("I3", run.id(), "has event " + moment.seq() + " where " + (expected - 1) + " belongs");
                return;
            }
        }
        if (run.lastSeq() != expected - 1) {
            findings.add("I3", run.id(), "has " + (expected - 1) + " events and numbered " + run.lastSeq());
        }
    }

    private static void attempts(StoredRun run, Findings findings) {
        int attempt = 0;
        int holder = -1;
        int stored = 0;
        for (var moment : run.moments()) {
            if (moment.attempt() < attempt) {
                findings.add("I3", run.id(), moment.type() + " " + moment.seq() + " was written under attempt " + moment.attempt() + " after attempt " + attempt);
                return;
            }
            attempt = moment.attempt();
            if (!moment.status().isEmpty()) {
                holder = StoredRun.HELD.contains(moment.status()) ? attempt : -1;
            }
            if (moment.isEpoch() && holder != attempt) {
                findings.add("I3", run.id(), "epoch " + moment.epoch() + " was written under attempt " + attempt + ", which did not hold the run");
                return;
            }
            if (moment.isCheckpoint() && moment.data().path("kind").asString("").equals("LATEST")) {
                int epoch = moment.data().get("epoch").asInt();
                if (epoch < stored) {
                    findings.add("I3", run.id(), "a checkpoint of epoch " + epoch + " was stored after one of epoch " + stored);
                    return;
                }
                stored = epoch;
            }
        }
    }
}
