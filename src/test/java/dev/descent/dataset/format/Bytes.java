package dev.descent.dataset.format;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** An uploaded file in memory. */
record Bytes(byte[] content) implements Upload {

    static final SizeLimits LIMITS = new SizeLimits(50_000_000, 100, 3_000_000, 10_000_000, 100, 65_536);

    static Bytes of(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    Bytes gzipped() {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Bytes(out.toByteArray());
    }

    RowSource source(ReadOptions options) {
        return UploadedFile.read(this, options, LIMITS);
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(content);
    }

    @Override
    public long bytes() {
        return content.length;
    }
}
