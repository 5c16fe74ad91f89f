package dev.descent.faults.checker;

import tools.jackson.databind.JsonNode;

/**
 * One entry of a run's numbered sequence: an event, or an epoch, which is one as well.
 *
 * @param attempt under which it was written
 * @param data    null for an epoch
 * @param epoch   0 for what is no epoch
 * @param figures everything that an epoch's row says and that must not depend on luck; null for other events
 */
record Moment(long seq, String type, int attempt, JsonNode data, int epoch, String figures) {

    static final String EPOCH = "epoch";

    boolean isEpoch() {
        return type.equals(EPOCH);
    }

    /** A state that was stored, not one that was found damaged. */
    boolean isCheckpoint() {
        return type.equals("checkpoint") && !data.path("damaged").asBoolean(false);
    }

    /** The status that the run took; empty if this tells of something else. */
    String status() {
        return type.equals("status") ? data.path("status").asString("") : "";
    }

    boolean isEnd() {
        return type.equals("end");
    }
}
