package dev.descent.support.store;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** How much room there is in the data directory; looked at once a second at most, however many ask. */
@Component
public class Storage {

    private static final Logger LOG = LoggerFactory.getLogger(Storage.class);
    private static final long FRESH_NANOS = 1_000_000_000L;

    private final Path directory;
    private final StorageProperties limits;
    private Room room = new Room(1, 1);
    private long lookedAt = System.nanoTime() - FRESH_NANOS;

    Storage(@Value("${descent.data-directory}") Path directory, StorageProperties limits) {
        this.directory = directory.toAbsolutePath().normalize();
        this.limits = limits;
    }

    /** @param free bytes that this process may write; @param total bytes of the disk */
    record Room(long free, long total) {

        boolean isBelow(int percent, DataSize plenty) {
            return free < plenty.toBytes() && free < total / 100.0 * percent;
        }
    }

    /** Nothing large may be taken in any more: what is there needs the room to come to its end. */
    public boolean isLow() {
        var now = room();
        return now.isBelow(limits.lowPercent(), limits.plentyBytes()) || now.free() < limits.lowBytes().toBytes();
    }

    /** Only what must be written may be written: ends, and what leads to them. */
    public boolean isCritical() {
        return room().isBelow(limits.criticalPercent(), limits.plentyBytes());
    }

    /** @throws Problem storage-exhausted */
    public void mustHaveRoom() {
        if (isLow()) {
            throw new Problem(ProblemCode.STORAGE_EXHAUSTED, "There is little room left on the disk of the service, so nothing new is taken in; delete what is not needed, or retry later");
        }
    }

    synchronized Room room() {
        if (System.nanoTime() - lookedAt >= FRESH_NANOS) {
            room = look();
            lookedAt = System.nanoTime();
        }
        return room;
    }

    /** A disk that does not tell is taken for one with room; the database will say when it has none. */
    private Room look() {
        try {
            FileStore disk = Files.getFileStore(existing());
            return new Room(disk.getUsableSpace(), disk.getTotalSpace());
        } catch (IOException e) {
            LOG.debug("The room in {} could not be measured", directory, e);
            return new Room(Long.MAX_VALUE, Long.MAX_VALUE);
        }
    }

    private Path existing() {
        var path = directory;
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }
}
