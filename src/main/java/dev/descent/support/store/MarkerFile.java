package dev.descent.support.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The marker in the data directory. It is written beside its place first and moved there once the database has its own, so a crash between the two is mended. */
final class MarkerFile {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path place;
    private final Path beside;

    MarkerFile(Path directory) {
        this.place = directory.resolve("instance.json");
        this.beside = directory.resolve("instance.json.new");
    }

    Path place() {
        return place;
    }

    /** @throws IOException if there is one that cannot be read */
    Optional<Marker> read() throws IOException {
        return read(place);
    }

    /** The one that is still beside its place; a torn one is none. */
    Optional<Marker> prepared() {
        try {
            return read(beside);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void prepare(Marker marker) throws IOException {
        try (var file = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(marker));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        forceDirectory();
    }

    void publish() throws IOException {
        Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceDirectory();
    }

    private static Optional<Marker> read(Path file) throws IOException {
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(Files.readAllBytes(file), Marker.class)) : Optional.empty();
        } catch (JacksonException e) {
            throw new IOException(file + " is damaged", e);
        }
    }

    /** Without it the name may be gone after a power cut. Windows opens no directory, and needs none opened. */
    private void forceDirectory() throws IOException {
        if (place.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (var directory = FileChannel.open(place.getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }
}
