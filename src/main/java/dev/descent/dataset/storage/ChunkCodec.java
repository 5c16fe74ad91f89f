package dev.descent.dataset.storage;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Values as bytes: a mark, {@link Planes}, and their CRC-32C. Numbers with few decimals, as people and programs write them, are whole multiples of a power
 * of ten: stored as such they take two to four bytes where a double takes eight, nearly all of them noise. Whatever does not come back to the bit that way
 * is stored as it is. Older chunks are all planes of the doubles, deflated together.
 */
final class ChunkCodec {

    static final byte DOUBLES = 1;
    static final byte DECIMALS = 2;
    static final byte CODES = 3;
    private static final byte OLD = 0x78;
    static final int MOST_DECIMALS = 15;
    static final double[] POWERS = new double[MOST_DECIMALS + 1];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = Double.parseDouble("1e" + i);
        }
    }

    private ChunkCodec() {}

    static void decode(byte[] chunk, double[] values, int offset, int count) {
        if (chunk[0] == OLD) {
            decodeOld(chunk, values, offset, count);
            return;
        }
        var in = Planes.opened(chunk);
        switch (in.get()) {
            case DOUBLES -> {
                var bits = Planes.read(in, count);
                for (int i = 0; i < count; i++) {
                    values[offset + i] = Double.longBitsToDouble(bits[i]);
                }
            }
            case DECIMALS -> {
                double power = POWERS[in.get()];
                long before = in.getLong() - 1;
                var codes = Planes.read(in, count);
                for (int i = 0; i < count; i++) {
                    values[offset + i] = codes[i] == 0 ? Double.NaN : (before + codes[i]) / power;
                }
            }
            default -> throw new IllegalStateException("A chunk of numbers is something else");
        }
    }

    static void decode(byte[] chunk, int[] values, int offset, int count) {
        if (chunk[0] == OLD) {
            decodeOld(chunk, values, offset, count);
            return;
        }
        var in = Planes.opened(chunk);
        if (in.get() != CODES) {
            throw new IllegalStateException("A chunk of codes is something else");
        }
        var codes = Planes.read(in, count);
        for (int i = 0; i < count; i++) {
            values[offset + i] = (int) codes[i] - 1;
        }
    }

    private static void decodeOld(byte[] chunk, double[] values, int offset, int count) {
        var planes = inflate(chunk, count * Double.BYTES);
        for (int i = 0; i < count; i++) {
            long bits = 0;
            for (int b = 0; b < Double.BYTES; b++) {
                bits |= (planes[b * count + i] & 0xffL) << 8 * b;
            }
            values[offset + i] = Double.longBitsToDouble(bits);
        }
    }

    private static void decodeOld(byte[] chunk, int[] values, int offset, int count) {
        var planes = inflate(chunk, count * Integer.BYTES);
        for (int i = 0; i < count; i++) {
            int bits = 0;
            for (int b = 0; b < Integer.BYTES; b++) {
                bits |= (planes[b * count + i] & 0xff) << 8 * b;
            }
            values[offset + i] = bits;
        }
    }

    static byte[] deflate(byte[] bytes, int length) {
        try (var deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(bytes, 0, length);
            deflater.finish();
            var out = new ByteArrayOutputStream(Math.max(64, length / 4));
            var buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }

    /** @throws IllegalStateException if the chunk does not hold exactly this many bytes; zlib's checksum guards them */
    static byte[] inflate(byte[] chunk, int length) {
        var bytes = new byte[length];
        try (var inflater = new Inflater()) {
            inflater.setInput(chunk);
            int done = 0;
            while (done < length) {
                int n = inflater.inflate(bytes, done, length - done);
                if (n == 0) {
                    throw new IllegalStateException("A chunk ends after " + done + " of " + length + " bytes");
                }
                done += n;
            }
            if (inflater.inflate(new byte[1]) != 0 || !inflater.finished()) {
                throw new IllegalStateException("A chunk is longer than " + length + " bytes");
            }
            return bytes;
        } catch (DataFormatException e) {
            throw new IllegalStateException("A chunk is damaged", e);
        }
    }

    static byte[] inflateAll(byte[] chunk) {
        try (var inflater = new Inflater()) {
            inflater.setInput(chunk);
            var out = new byte[Math.max(256, chunk.length * 4)];
            int done = 0;
            while (!inflater.finished()) {
                if (done == out.length) {
                    out = Arrays.copyOf(out, out.length * 2);
                }
                int n = inflater.inflate(out, done, out.length - done);
                if (n == 0 && !inflater.finished() && done < out.length) {
                    throw new IllegalStateException("A chunk ends early");
                }
                done += n;
            }
            return Arrays.copyOf(out, done);
        } catch (DataFormatException e) {
            throw new IllegalStateException("A chunk is damaged", e);
        }
    }
}
