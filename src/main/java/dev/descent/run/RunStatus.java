package dev.descent.run;

import java.util.List;
import java.util.Set;

/** Where a run stands, and what may be asked of it there. */
public enum RunStatus {
    QUEUED("cancel", "pause"),
    RUNNING("cancel", "pause"),
    CANCELLING("cancel"),
    PAUSING("cancel"),
    PAUSED("resume", "cancel"),
    SUCCEEDED("fork", "verify", "delete"),
    FAILED("fork", "verify", "delete"),
    CANCELLED("fork", "verify", "delete");

    /** A worker trains it. */
    public static final Set<RunStatus> HELD = Set.of(RUNNING, CANCELLING, PAUSING);
    private static final Set<RunStatus> TERMINAL = Set.of(SUCCEEDED, FAILED, CANCELLED);

    private final List<String> allowedActions;

    RunStatus(String... allowedActions) {
        this.allowedActions = List.of(allowedActions);
    }

    public List<String> allowedActions() {
        return allowedActions;
    }

    /** Nothing follows. */
    public boolean isTerminal() {
        return TERMINAL.contains(this);
    }
}
