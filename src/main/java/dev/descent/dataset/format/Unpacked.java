package dev.descent.dataset.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An upload as a reader can use it: a gzipped Parquet file, which is read from its end, is unpacked into a file that goes with {@link #close}; any
 * other stays what it is. Left behind by a process that was killed, the file has the name of an unfinished upload, and is removed like one.
 */
public final class Unpacked implements AutoCloseable {

    private final Upload upload;
    /** Null where nothing had to be unpacked. */
    private final Path file;

    private Unpacked(Upload upload, Path file) {
        this.upload = upload;
        this.file = file;
    }

    /**
     * @param directory for the file
     * @throws dev.descent.support.Problem if it unpacks to more than the limits allow, or is damaged
     */
    public static Unpacked of(Upload upload, SizeLimits limits, Path directory) {
        try (var packed = upload.open()) {
            if (!Magic.isGzip(packed.readNBytes(2)) || !Magic.isParquet(new Gzipped(upload, limits))) {
                return new Unpacked(upload, null);
            }
            Path file = Files.createTempFile(directory, "upload_", ".tmp");
            var unpacked = new Unpacked(new OfFile(file), file);
            try (var in = new GunzipStream(upload.open(), limits); var out = Files.newOutputStream(file)) {
                in.transferTo(out);
                return unpacked;
            } catch (IOException | RuntimeException e) {
                unpacked.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Upload upload() {
        return upload;
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Gzipped(Upload upload, SizeLimits limits) implements Upload {

        @Override
        public InputStream open() throws IOException {
            return new GunzipStream(upload.open(), limits);
        }

        @Override
        public long bytes() {
            return upload.bytes();
        }
    }

    private record OfFile(Path file) implements Upload {

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public long bytes() {
            try {
                return Files.size(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
