package dev.descent.dataset.format;

import dev.hardwood.InputFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An upload as the Parquet reader wants it: any range of bytes at any time. Skipping within a spooled file costs nothing. */
record ParquetFile(Upload upload) implements InputFile {

    @Override
    public void open() {}

    @Override
    public ByteBuffer readRange(long offset, int length) throws IOException {
        // What is asked for comes from the file itself, which may lie: nothing is allocated that is not there.
        if (offset < 0 || length < 0 || offset > upload.bytes() - length) {
            throw new EOFException("The file ends before byte " + offset + " + " + length);
        }
        try (var in = upload.open()) {
            in.skipNBytes(offset);
            return ByteBuffer.wrap(in.readNBytes(length));
        }
    }

    @Override
    public long length() {
        return upload.bytes();
    }

    @Override
    public String name() {
        return "upload";
    }

    @Override
    public void close() {}
}
