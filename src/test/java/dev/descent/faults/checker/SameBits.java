package dev.descent.faults.checker;

import dev.descent.faults.checker.HistoryChecker.Findings;
import java.util.HashMap;

/** I4: runs of one specification on the same rows have the same epochs, as far as each got, and the same weights. */
final class SameBits {

    private SameBits() {}

    static void judge(Evidence evidence, Findings findings) {
        var digests = new HashMap<String, StoredRun>();
        var epochs = new HashMap<String, Moment>();
        for (var run : evidence.runs().values()) {
            if (run.status().equals("SUCCEEDED")) {
                var other = digests.putIfAbsent(run.recipe(), run);
                if (other != null && !other.digest().equals(run.digest())) {
                    findings.add("I4", run.id(), "has other weights than " + other.id() + ", its twin");
                }
            }
            for (var epoch : run.epochs()) {
                var other = epochs.putIfAbsent(epoch.epoch() + " " + run.recipe(), epoch);
                if (other != null && !other.figures().equals(epoch.figures())) {
                    findings.add("I4", run.id(), "has other figures in epoch " + epoch.epoch() + " than its twin: " + epoch.figures() + "instead of " + other.figures());
                    break;
                }
            }
        }
    }
}
