package dev.descent.run;

import java.util.Optional;

/** Answered by every room that keeps on reading runs that have ended; asked, with the run locked, before one is deleted. */
public interface RunInUse {

    /** What to tell whoever wants to delete it; empty where it is free. */
    Optional<String> reason(String run);
}
