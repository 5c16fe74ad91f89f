package dev.descent.dataset.format;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What stands in front of the numbers of a tensor file.
 *
 * @param format npy or idx
 * @param dims   sizes, the rows first
 * @param bytes  of the header itself
 */
record TensorHeader(String format, TensorType type, ByteOrder order, List<Long> dims, int bytes) {

    /** Enough to recognize either format. */
    static final int START = 8;

    private static final String NPY = "\u0093NUMPY";
    private static final int MOST_DIMS = 8;
    private static final int MOST_HEADER_BYTES = 1 << 16;
    private static final Map<Integer, TensorType> IDX_TYPES = Map.of(0x08, TensorType.UINT8, 0x09, TensorType.INT8, 0x0b, TensorType.INT16, 0x0c, TensorType.INT32,
            0x0d, TensorType.FLOAT32, 0x0e, TensorType.FLOAT64);
    private static final Map<String, TensorType> NPY_TYPES = Map.ofEntries(Map.entry("u1", TensorType.UINT8), Map.entry("b1", TensorType.UINT8), Map.entry("i1", TensorType.INT8),
            Map.entry("u2", TensorType.UINT16), Map.entry("i2", TensorType.INT16), Map.entry("u4", TensorType.UINT32), Map.entry("i4", TensorType.INT32),
            Map.entry("u8", TensorType.UINT64), Map.entry("i8", TensorType.INT64), Map.entry("f2", TensorType.FLOAT16), Map.entry("f4", TensorType.FLOAT32),
            Map.entry("f8", TensorType.FLOAT64));
    private static final Pattern DESCRIPTION = Pattern.compile("'descr':\\s*'([<>|=])([a-zA-Z]\\d+)'");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([0-9, ]*)\\)");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order':\\s*True");

    static boolean isNpy(byte[] start) {
        return new String(start, StandardCharsets.ISO_8859_1).startsWith(NPY);
    }

    /** Two zeros, a type and a number of sizes: no text begins so. */
    static boolean isIdx(byte[] start) {
        return start.length >= 4 && start[0] == 0 && start[1] == 0 && IDX_TYPES.containsKey((int) start[2]) && start[3] > 0 && start[3] <= MOST_DIMS;
    }

    /** @param in stands behind the header afterwards */
    static TensorHeader read(InputStream in) throws IOException {
        var start = in.readNBytes(4);
        return isIdx(start) ? idx(start, in) : npy(in);
    }

    /** The format that MNIST comes in: big-endian sizes, then big-endian numbers. */
    private static TensorHeader idx(byte[] start, InputStream in) throws IOException {
        int count = start[3];
        var sizes = ByteBuffer.wrap(exactly(in, 4 * count));
        var dims = new ArrayList<Long>();
        for (int i = 0; i < count; i++) {
            dims.add(sizes.getInt() & 0xffffffffL);
        }
        return new TensorHeader("idx", IDX_TYPES.get((int) start[2]), ByteOrder.BIG_ENDIAN, dims, 4 + 4 * count);
    }

    /** NumPy's format, versions 1 to 3: a Python dictionary of the type, the order and the sizes. */
    private static TensorHeader npy(InputStream in) throws IOException {
        var rest = exactly(in, 4);
        int version = rest[2];
        if (version < 1 || version > 3) {
            throw new Problem(ProblemCode.UNSUPPORTED_FORMAT, "The NPY file is of version " + version + "; 1 to 3 are read");
        }
        var lengths = ByteBuffer.wrap(exactly(in, version == 1 ? 2 : 4)).order(ByteOrder.LITTLE_ENDIAN);
        long length = version == 1 ? lengths.getShort() & 0xffff : lengths.getInt() & 0xffffffffL;
        if (length > MOST_HEADER_BYTES) {
            throw damaged("has a header of " + length + " bytes");
        }
        var text = new String(exactly(in, (int) length), StandardCharsets.UTF_8);
        var description = DESCRIPTION.matcher(text);
        var shape = SHAPE.matcher(text);
        if (!description.find() || !NPY_TYPES.containsKey(description.group(2))) {
            throw new Problem(ProblemCode.UNSUPPORTED_FORMAT, "The NPY file holds no plain numbers; save the array with astype(numpy.float32), or as integers");
        }
        if (!shape.find()) {
            throw damaged("does not tell its shape");
        }
        var dims = dims(shape.group(1));
        if (FORTRAN.matcher(text).find() && dims.size() > 1) {
            throw new Problem(ProblemCode.UNSUPPORTED_FORMAT, "The NPY file is in Fortran order; save numpy.ascontiguousarray(array)");
        }
        var order = description.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new TensorHeader("npy", NPY_TYPES.get(description.group(2)), order, dims, 8 + (version == 1 ? 2 : 4) + (int) length);
    }

    private static List<Long> dims(String text) {
        var dims = new ArrayList<Long>();
        for (var size : text.split(",")) {
            if (!size.isBlank()) {
                if (size.strip().length() > 18) {
                    throw damaged("has a size of " + size.strip());
                }
                dims.add(Long.valueOf(size.strip()));
            }
        }
        if (dims.isEmpty() || dims.size() > MOST_DIMS) {
            throw new Problem(ProblemCode.UNSUPPORTED_FORMAT, "The NPY file holds an array of " + dims.size() + " axes; from 1 to " + MOST_DIMS + " are read, the rows first");
        }
        return dims;
    }

    private static byte[] exactly(InputStream in, int count) throws IOException {
        var bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw damaged("ends within its header");
        }
        return bytes;
    }

    static Problem damaged(String how) {
        return new Problem(ProblemCode.CORRUPT_ARCHIVE, "The file " + how);
    }

    long rows() {
        return dims.getFirst();
    }

    /** Numbers of one row; {@link Long#MAX_VALUE} beyond that. */
    long columns() {
        long columns = 1;
        for (long dim : dims.subList(1, dims.size())) {
            columns = dim == 0 ? 0 : columns > Long.MAX_VALUE / dim ? Long.MAX_VALUE : columns * dim;
        }
        return columns;
    }
}
