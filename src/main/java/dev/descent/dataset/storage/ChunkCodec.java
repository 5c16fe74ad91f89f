package dev.descent.dataset.storage;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Values as bytes: first the lowest byte of every value, then the next of every value, and so on, all deflated. Bytes of
 * equal weight resemble each other, so this packs far better than value after value.
 */
final class ChunkCodec {

    private ChunkCodec() {}

    static byte[] encode(double[] values, int count) {
        var planes = new byte[count * Double.BYTES];
        for (int i = 0; i < count; i++) {
            long bits = Double.doubleToLongBits(values[i]);
            for (int b = 0; b < Double.BYTES; b++) {
                planes[b * count + i] = (byte) (bits >>> 8 * b);
            }
        }
        return deflate(planes, planes.length);
    }

    static byte[] encode(int[] values, int count) {
        var planes = new byte[count * Integer.BYTES];
        for (int i = 0; i < count; i++) {
            for (int b = 0; b < Integer.BYTES; b++) {
                planes[b * count + i] = (byte) (values[i] >>> 8 * b);
            }
        }
        return deflate(planes, planes.length);
    }

    static void decode(byte[] chunk, double[] values, int offset, int count) {
        var planes = inflate(chunk, count * Double.BYTES);
        for (int i = 0; i < count; i++) {
            long bits = 0;
            for (int b = 0; b < Double.BYTES; b++) {
                bits |= (planes[b * count + i] & 0xffL) << 8 * b;
            }
            values[offset + i] = Double.longBitsToDouble(bits);
        }
    }

    static void decode(byte[] chunk, int[] values, int offset, int count) {
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
