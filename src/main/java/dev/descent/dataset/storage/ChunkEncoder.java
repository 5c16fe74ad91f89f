package dev.descent.dataset.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Makes the chunks that {@link ChunkCodec} tells about, one after the other in the same memory: a file has very many of them. For one thread at a time. */
final class ChunkEncoder implements AutoCloseable {

    private static final int AT_ONCE = 1024;
    private static final int AROUND_THE_PLANES = 32;
    private static final int TRIED = 1024;
    private static final int WORTH_TRYING = 512;
    /** Deflating costs more than everything else that is done to a number. */
    private static final double WORTH_IT = 0.6;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final ByteBuffer digested = ByteBuffer.allocate(AT_ONCE * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] trial = new byte[TRIED];
    private long[] codes = {};
    private byte[] plane = {};
    private ByteBuffer out = ByteBuffer.allocate(0);

    /** IEEE bits, little-endian. */
    void digest(double[] values, int count, MessageDigest digest) {
        for (int from = 0; from < count; from += AT_ONCE) {
            int length = Math.min(AT_ONCE, count - from);
            digested.asDoubleBuffer().put(values, from, length);
            digest.update(digested.array(), 0, length * Double.BYTES);
        }
    }

    byte[] encode(double[] values, int count) {
        start(count);
        for (int decimals = decimals(values, count, 0); decimals >= 0; decimals = decimals(values, count, decimals + 1)) {
            if (scale(values, count, decimals)) {
                return multiples(count, decimals);
            }
        }
        return doubles(values, count);
    }

    /** @param values −1 where one is missing */
    byte[] encode(int[] values, int count) {
        start(count);
        long most = 0;
        for (int i = 0; i < count; i++) {
            codes[i] = values[i] + 1L;
            most = Math.max(most, codes[i]);
        }
        out.put(ChunkCodec.CODES);
        return planes(count, Planes.width(most));
    }

    @Override
    public void close() {
        deflater.close();
    }

    private void start(int count) {
        if (count > codes.length) {
            codes = new long[count];
            plane = new byte[count];
            out = ByteBuffer.allocate(Long.BYTES * count + AROUND_THE_PLANES);
        }
        out.clear();
    }

    /** The first number of decimals from {@code least} on that the first value of these takes; −1 where there is none. */
    private static int decimals(double[] values, int count, int least) {
        int i = 0;
        while (i < count && Double.isNaN(values[i])) {
            i++;
        }
        for (int decimals = least; decimals <= ChunkCodec.MOST_DECIMALS; decimals++) {
            double power = ChunkCodec.POWERS[decimals];
            if (i == count || isMultiple(values[i], Math.rint(values[i] * power), power)) {
                return decimals;
            }
        }
        return -1;
    }

    /** Bits, not values: −0 is no multiple. */
    private static boolean isMultiple(double value, double multiple, double power) {
        return Math.abs(multiple) < 0x1p53 && Double.doubleToRawLongBits((long) multiple / power) == Double.doubleToRawLongBits(value);
    }

    /** {@link Long#MIN_VALUE} where a value is missing. */
    private boolean scale(double[] values, int count, int decimals) {
        double power = ChunkCodec.POWERS[decimals];
        for (int i = 0; i < count; i++) {
            double multiple = Math.rint(values[i] * power);
            if (isMultiple(values[i], multiple, power)) {
                codes[i] = (long) multiple;
            } else if (Double.isNaN(values[i])) {
                codes[i] = Long.MIN_VALUE;
            } else {
                return false;
            }
        }
        return true;
    }

    private byte[] multiples(int count, int decimals) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, codes[i] == Long.MIN_VALUE ? Long.MAX_VALUE : codes[i]);
            most = Math.max(most, codes[i]);
        }
        for (int i = 0; i < count; i++) {
            codes[i] = codes[i] == Long.MIN_VALUE ? 0 : codes[i] - least + 1;
        }
        out.put(ChunkCodec.DECIMALS).put((byte) decimals).putLong(least);
        return planes(count, most == Long.MIN_VALUE ? 0 : Planes.width(most - least + 1));
    }

    private byte[] doubles(double[] values, int count) {
        for (int i = 0; i < count; i++) {
            codes[i] = Double.doubleToLongBits(values[i]);
        }
        out.put(ChunkCodec.DOUBLES);
        return planes(count, Double.BYTES);
    }

    private byte[] planes(int count, int width) {
        out.put((byte) width);
        for (int b = 0; b < width; b++) {
            int shift = 8 * b;
            for (int i = 0; i < count; i++) {
                plane[i] = (byte) (codes[i] >>> shift);
            }
            plane(count);
        }
        out.putInt(Planes.checksum(out.array(), out.position()));
        return Arrays.copyOf(out.array(), out.position());
    }

    private void plane(int count) {
        if (Arrays.mismatch(plane, 1, count, plane, 0, count - 1) < 0) {
            out.put(Planes.CONSTANT).put(plane[0]);
        } else if (!looksWorthIt(count) || !deflated(count)) {
            out.put(Planes.RAW).put(plane, 0, count);
        }
    }

    /** By a piece from the middle. */
    private boolean looksWorthIt(int count) {
        if (count < WORTH_TRYING) {
            return false;
        }
        int tried = Math.min(TRIED, count);
        start(plane, (count - tried) / 2, tried);
        return deflater.deflate(trial, 0, (int) (WORTH_IT * tried)) > 0 && deflater.finished();
    }

    private boolean deflated(int count) {
        int mark = out.position();
        int room = (int) (WORTH_IT * count) - Integer.BYTES;
        start(plane, 0, count);
        int length = deflater.deflate(out.array(), mark + 1 + Integer.BYTES, room);
        if (!deflater.finished()) {
            return false;
        }
        out.put(Planes.DEFLATED).putInt(length).position(mark + 1 + Integer.BYTES + length);
        return true;
    }

    private void start(byte[] bytes, int from, int length) {
        deflater.reset();
        deflater.setInput(bytes, from, length);
        deflater.finish();
    }
}
