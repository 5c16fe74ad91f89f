package dev.descent.dataset.storage;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Numbers as bytes: first the lowest byte of every number, then the next of every number, and so on. Bytes of equal weight resemble each other. A plane of
 * one byte only is that byte; one that deflates well is deflated; noise stands as it is, because nothing is as slow as deflating that.
 */
final class Planes {

    static final byte CONSTANT = 0;
    static final byte RAW = 1;
    static final byte DEFLATED = 2;

    private Planes() {}

    /** Bytes that the largest of the numbers takes, none for zeros. */
    static int width(long largest) {
        return (Long.SIZE - Long.numberOfLeadingZeros(largest) + 7) / 8;
    }

    /** @throws IllegalStateException if there are not exactly so many bytes left as the numbers take */
    static long[] read(ByteBuffer in, int count) {
        var numbers = new long[count];
        try {
            int width = in.get();
            for (int b = 0; b < width; b++) {
                readPlane(in, numbers, 8 * b);
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalStateException("A chunk ends early", e);
        }
        if (in.hasRemaining()) {
            throw new IllegalStateException("A chunk is longer than " + count + " numbers");
        }
        return numbers;
    }

    /** @throws IllegalStateException if the checksum is another one */
    static ByteBuffer opened(byte[] chunk) {
        if (chunk.length <= Integer.BYTES || ByteBuffer.wrap(chunk).getInt(chunk.length - Integer.BYTES) != checksum(chunk, chunk.length - Integer.BYTES)) {
            throw new IllegalStateException("A chunk is damaged");
        }
        return ByteBuffer.wrap(chunk, 0, chunk.length - Integer.BYTES);
    }

    static int checksum(byte[] bytes, int length) {
        var checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }

    private static void readPlane(ByteBuffer in, long[] numbers, int shift) {
        switch (in.get()) {
            case CONSTANT -> {
                long bits = (in.get() & 0xffL) << shift;
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] |= bits;
                }
            }
            case DEFLATED -> {
                var deflated = new byte[in.getInt()];
                in.get(deflated);
                add(ChunkCodec.inflate(deflated, numbers.length), 0, numbers, shift);
            }
            case RAW -> {
                int from = in.position();
                if (in.remaining() < numbers.length) {
                    throw new BufferUnderflowException();
                }
                in.position(from + numbers.length);
                add(in.array(), from, numbers, shift);
            }
            default -> throw new IllegalStateException("A chunk has a plane of an unknown kind");
        }
    }

    private static void add(byte[] plane, int from, long[] numbers, int shift) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] |= (plane[from + i] & 0xffL) << shift;
        }
    }
}
