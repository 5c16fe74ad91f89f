package dev.descent.dataset.format;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** One gzip member (RFC 1952). Refuses what grows beyond its limits, ends early or carries on behind its end, which the JDK's stream does not tell apart. */
final class GunzipStream extends InputStream {

    /** A small file may be packed as well as it likes. */
    private static final long FREE_BYTES = 4 << 20;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream in;
    private final SizeLimits limits;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] packed = new byte[8192];
    private int filled;
    private boolean ended;

    GunzipStream(InputStream in, SizeLimits limits) throws IOException {
        this.in = in;
        this.limits = limits;
        header();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (!ended) {
                int n = inflater.inflate(target, offset, length);
                if (n > 0) {
                    crc.update(target, offset, n);
                    refuseBomb();
                    return n;
                }
                if (inflater.finished()) {
                    trailer();
                } else if (inflater.needsInput()) {
                    fill();
                } else {
                    throw damaged("needs a dictionary");
                }
            }
            return -1;
        } catch (DataFormatException e) {
            throw damaged("cannot be unpacked");
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    private void fill() throws IOException {
        filled = in.read(packed);
        if (filled < 0) {
            throw damaged("ends early");
        }
        inflater.setInput(packed, 0, filled);
    }

    private void refuseBomb() {
        long unpacked = inflater.getBytesWritten();
        long ratio = unpacked / Math.max(1, inflater.getBytesRead());
        if (unpacked > limits.bytes() || unpacked > FREE_BYTES && ratio > limits.unpackedRatio()) {
            throw new Problem(ProblemCode.DECOMPRESSED_TOO_LARGE,
                    "The file unpacks to more than " + limits.bytes() + " bytes or more than " + limits.unpackedRatio() + " times its size",
                    List.of(), Map.of("limit", limits.bytes(), "actual", unpacked, "ratio", ratio));
        }
    }

    private void header() throws IOException {
        try {
            skip(3);
            int flags = next();
            skip(6);
            if ((flags & EXTRA) != 0) {
                skip(next() | next() << 8);
            }
            skipText((flags & NAME) != 0);
            skipText((flags & COMMENT) != 0);
            skip((flags & HEADER_CRC) != 0 ? 2 : 0);
        } catch (EOFException e) {
            throw damaged("ends early");
        }
    }

    private void trailer() throws IOException {
        int left = inflater.getRemaining();
        var rest = new SequenceInputStream(new ByteArrayInputStream(packed, filled - left, left), in);
        var sums = rest.readNBytes(8);
        if (sums.length < 8) {
            throw damaged("ends early");
        }
        if (little(sums, 0) != crc.getValue() || little(sums, 4) != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw damaged("has a wrong checksum");
        }
        if (rest.read() >= 0) {
            throw damaged("has more than one member or something behind its end");
        }
        ended = true;
    }

    private int next() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException();
        }
        return b;
    }

    private void skip(int count) throws IOException {
        in.skipNBytes(count);
    }

    private void skipText(boolean present) throws IOException {
        while (present && next() != 0) {
            // up to and with its closing zero
        }
    }

    private static long little(byte[] bytes, int at) {
        return bytes[at] & 0xffL | (bytes[at + 1] & 0xffL) << 8 | (bytes[at + 2] & 0xffL) << 16 | (bytes[at + 3] & 0xffL) << 24;
    }

    private static Problem damaged(String how) {
        return new Problem(ProblemCode.CORRUPT_ARCHIVE, "The gzipped file " + how);
    }
}
