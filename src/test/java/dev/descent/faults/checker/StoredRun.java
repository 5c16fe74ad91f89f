package dev.descent.faults.checker;

import java.util.List;
import java.util.Set;

/**
 * A run as the database has it in the end.
 *
 * @param recipe  what decides its numbers: specification and data
 * @param moments events and epochs by their numbers
 */
record StoredRun(String id, String name, String status, String digest, String recipe, int epochsDone, long lastSeq, boolean hasFinished, List<Moment> moments) {

    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
    static final Set<String> HELD = Set.of("RUNNING", "CANCELLING", "PAUSING");

    static boolean isEnd(String status) {
        return ENDED.contains(status);
    }

    boolean hasEnded() {
        return isEnd(status);
    }

    List<Moment> epochs() {
        return moments.stream().filter(Moment::isEpoch).toList();
    }
}
