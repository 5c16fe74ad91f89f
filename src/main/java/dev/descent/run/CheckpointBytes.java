package dev.descent.run;

import dev.descent.nn.train.Checkpoint;
import dev.descent.nn.train.CheckpointFormat;
import dev.descent.support.Ids;
import dev.descent.support.Sha256;
import java.util.Arrays;

/** A checkpoint on its way into the database. */
record CheckpointBytes(String id, Checkpoint checkpoint, byte[] bytes) {

    static final String PREFIX = "ckp_";

    /** Chunks are this long at most. */
    static final int CHUNK = 1 << 20;

    static CheckpointBytes of(Checkpoint checkpoint) {
        return new CheckpointBytes(Ids.next(PREFIX), checkpoint, CheckpointFormat.write(checkpoint));
    }

    /** Whether it is small enough to be written by the transaction that makes it visible. */
    boolean isOneChunk() {
        return bytes.length <= CHUNK;
    }

    int chunks() {
        return Math.ceilDiv(bytes.length, CHUNK);
    }

    byte[] chunk(int index) {
        int from = index * CHUNK;
        return Arrays.copyOfRange(bytes, from, from + Math.min(bytes.length - from, CHUNK));
    }

    String sha256() {
        return Sha256.hex(bytes);
    }
}
