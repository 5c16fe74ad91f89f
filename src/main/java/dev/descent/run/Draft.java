package dev.descent.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A writing with the bytes of its checkpoints. They are made once, so that it leaves the same checkpoints behind however often it is tried. */
public final class Draft {

    private final Writing writing;
    private final CheckpointBytes latest;
    private final CheckpointBytes best;

    private Draft(Writing writing, CheckpointBytes latest, CheckpointBytes best) {
        this.writing = writing;
        this.latest = latest;
        this.best = best;
    }

    public static Draft of(Writing writing) {
        return new Draft(writing, writing.latest() == null ? null : CheckpointBytes.of(writing.latest()),
                writing.best() == null ? null : CheckpointBytes.of(writing.best()));
    }

    Writing writing() {
        return writing;
    }

    Optional<CheckpointBytes> latest() {
        return Optional.ofNullable(latest);
    }

    Optional<CheckpointBytes> best() {
        return Optional.ofNullable(best);
    }

    List<CheckpointBytes> checkpoints() {
        return Stream.of(latest(), best()).flatMap(Optional::stream).toList();
    }

    /** What does not fit into the transaction that makes it visible. */
    List<CheckpointBytes> large() {
        return checkpoints().stream().filter(bytes -> !bytes.isOneChunk()).toList();
    }

    boolean ends() {
        return writing.ending() != null;
    }
}
