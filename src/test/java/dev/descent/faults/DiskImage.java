package dev.descent.faults;

import dev.descent.support.store.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Keeps a copy of the embedded database as it was at the last sync: what a power cut leaves at the least. It is taken before those who
 * waited for the sync go on, so that whatever is acknowledged has to be in it. Where the sync was taken away, it stays as it is.
 */
record DiskImage(Path directory) implements BeanPostProcessor {

    /** A file of this name beside the failpoints holds the path of the database that is to be copied. */
    static final String WANTED = "IMAGE";

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof Durability durability ? (Durability) () -> await(durability) : bean;
    }

    static Path of(Path database) {
        return database.resolveSibling(database.getFileName() + ".image");
    }

    private void await(Durability durability) {
        durability.await();
        if (!Files.exists(directory.resolve(Mutation.WITHOUT_SYNC.name()))) {
            copy();
        }
    }

    private synchronized void copy() {
        try {
            var wanted = directory.resolve(WANTED);
            if (Files.exists(wanted)) {
                var database = Path.of(Files.readString(wanted));
                var next = Files.copy(database, of(database).resolveSibling("next.image"), StandardCopyOption.REPLACE_EXISTING);
                Files.move(next, of(database), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
