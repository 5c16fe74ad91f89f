package dev.descent.faults.checker;

import dev.descent.faults.checker.HistoryChecker.Findings;

/** I5: each published checkpoint has all its chunks, of the right length and with the right checksum. */
final class WholeCheckpoints {

    private WholeCheckpoints() {}

    static void judge(Evidence evidence, Findings findings) {
        for (var checkpoint : evidence.checkpoints()) {
            if (checkpoint.run() == null) {
                findings.add("I7", checkpoint.id(), checkpoint.chunks() + " chunks were left behind by a checkpoint that was never published");
            } else if (!checkpoint.areInOrder() || checkpoint.chunks() == 0) {
                findings.add("I5", checkpoint.id(), "lacks chunks, of which it has " + checkpoint.chunks());
            } else if (checkpoint.length() != checkpoint.claimed()) {
                findings.add("I5", checkpoint.id(), "has " + checkpoint.length() + " bytes instead of " + checkpoint.claimed());
            } else if (!checkpoint.found().equals(checkpoint.sha256())) {
                findings.add("I5", checkpoint.id(), "has other bytes than were written");
            } else if (!evidence.runs().containsKey(checkpoint.run())) {
                findings.add("I7", checkpoint.id(), "belongs to no run");
            }
        }
    }
}
