package dev.descent.dataset.format;

import java.nio.ByteBuffer;

/** How one number of a tensor file is written. */
enum TensorType {
    UINT8(1, true),
    INT8(1, true),
    UINT16(2, true),
    INT16(2, true),
    UINT32(4, true),
    INT32(4, true),
    UINT64(8, true),
    INT64(8, true),
    FLOAT16(2, false),
    FLOAT32(4, false),
    FLOAT64(8, false);

    final int bytes;
    /** Whether there are whole numbers only. */
    final boolean whole;

    TensorType(int bytes, boolean whole) {
        this.bytes = bytes;
        this.whole = whole;
    }

    /** @param buffer in the order of the file */
    double read(ByteBuffer buffer, int at) {
        return switch (this) {
            case UINT8 -> buffer.get(at) & 0xff;
            case INT8 -> buffer.get(at);
            case UINT16 -> buffer.getShort(at) & 0xffff;
            case INT16 -> buffer.getShort(at);
            case UINT32 -> buffer.getInt(at) & 0xffffffffL;
            case INT32 -> buffer.getInt(at);
            case UINT64 -> unsigned(buffer.getLong(at));
            case INT64 -> buffer.getLong(at);
            case FLOAT16 -> Float.float16ToFloat(buffer.getShort(at));
            case FLOAT32 -> buffer.getFloat(at);
            case FLOAT64 -> buffer.getDouble(at);
        };
    }

    /** The last bit is kept, so that it is rounded once. */
    private static double unsigned(long value) {
        return value >= 0 ? value : 2.0 * (value >>> 1 | value & 1);
    }
}
