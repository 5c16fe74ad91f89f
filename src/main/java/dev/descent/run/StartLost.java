package dev.descent.run;

/** What a fork began with cannot be read, and it has no later state: there is nothing to train on from. */
public final class StartLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartLost() {
        super("The state that the run was forked from is damaged, and there is no later one; fork it again from another checkpoint");
    }
}
