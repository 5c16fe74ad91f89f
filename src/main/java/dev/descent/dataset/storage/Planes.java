package dev.descent.dataset.storage;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Numbers as bytes: first the lowest byte of every number, then the next of every number, and so on. Bytes of equal weight resemble each other. A plane of
 * one byte only is that byte; one that deflates well is deflated; noise stands as it is, because nothing is as slow as deflating that.
 */
final class Planes {

    private static final byte CONSTANT = 0;
    private static final byte RAW = 1;
    private static final byte DEFLATED = 2;
    private static final int TRIED = 2048;
    private static final int WORTH_TRYING = 512;

    private Planes() {}

    /** Bytes that the largest of the numbers takes, none for zeros. */
    static int width(long largest) {
        return (Long.SIZE - Long.numberOfLeadingZeros(largest) + 7) / 8;
    }

    static void write(long[] numbers, int count, int width, ByteArrayOutputStream out) {
        out.write(width);
        var plane = new byte[count];
        for (int b = 0; b < width; b++) {
            int shift = 8 * b;
            for (int i = 0; i < count; i++) {
                plane[i] = (byte) (numbers[i] >>> shift);
            }
            writePlane(plane, out);
        }
    }

    /** @throws IllegalStateException if there are not exactly so many bytes left as the numbers take */
    static long[] read(ByteBuffer in, int count) {
        var numbers = new long[count];
        try {
            int width = in.get();
            for (int b = 0; b < width; b++) {
                var plane = readPlane(in, count);
                int shift = 8 * b;
                for (int i = 0; i < count; i++) {
                    numbers[i] |= (plane[i] & 0xffL) << shift;
                }
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalStateException("A chunk ends early", e);
        }
        if (in.hasRemaining()) {
            throw new IllegalStateException("A chunk is longer than " + count + " numbers");
        }
        return numbers;
    }

    /** With a checksum behind it. */
    static byte[] sealed(ByteArrayOutputStream out) {
        var bytes = Arrays.copyOf(out.toByteArray(), out.size() + Integer.BYTES);
        ByteBuffer.wrap(bytes).putInt(out.size(), checksum(bytes));
        return bytes;
    }

    /** @throws IllegalStateException if the checksum is another one */
    static ByteBuffer opened(byte[] chunk) {
        if (chunk.length <= Integer.BYTES || ByteBuffer.wrap(chunk).getInt(chunk.length - Integer.BYTES) != checksum(chunk)) {
            throw new IllegalStateException("A chunk is damaged");
        }
        return ByteBuffer.wrap(chunk, 0, chunk.length - Integer.BYTES);
    }

    private static int checksum(byte[] chunk) {
        var checksum = new CRC32C();
        checksum.update(chunk, 0, chunk.length - Integer.BYTES);
        return (int) checksum.getValue();
    }

    private static void writePlane(byte[] plane, ByteArrayOutputStream out) {
        if (isConstant(plane)) {
            out.write(CONSTANT);
            out.write(plane[0]);
            return;
        }
        if (looksWorthIt(plane)) {
            var deflated = ChunkCodec.deflate(plane, plane.length);
            if (deflated.length < plane.length) {
                out.write(DEFLATED);
                out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(deflated.length).array());
                out.writeBytes(deflated);
                return;
            }
        }
        out.write(RAW);
        out.writeBytes(plane);
    }

    private static byte[] readPlane(ByteBuffer in, int count) {
        byte mode = in.get();
        var plane = new byte[mode == DEFLATED ? in.getInt() : count];
        if (mode == CONSTANT) {
            Arrays.fill(plane, in.get());
            return plane;
        }
        in.get(plane);
        return mode == DEFLATED ? ChunkCodec.inflate(plane, count) : plane;
    }

    private static boolean isConstant(byte[] plane) {
        return Arrays.mismatch(plane, 1, plane.length, plane, 0, plane.length - 1) < 0;
    }

    /** By a piece from the middle. */
    private static boolean looksWorthIt(byte[] plane) {
        if (plane.length < WORTH_TRYING) {
            return false;
        }
        int tried = Math.min(TRIED, plane.length);
        int from = (plane.length - tried) / 2;
        return ChunkCodec.deflate(Arrays.copyOfRange(plane, from, from + tried), tried).length < 0.9 * tried;
    }
}
