package dev.descent.run;

/** The run belongs to another attempt by now: nothing was written, and nothing more may be. */
public final class LeaseLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LeaseLost(Claim claim) {
        super("Run " + claim.run() + " is no longer held by attempt " + claim.attempt());
    }
}
