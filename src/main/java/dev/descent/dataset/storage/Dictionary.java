package dev.descent.dataset.storage;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The distinct texts of a column, numbered as they appear: one hash table over one array of UTF-8 bytes. */
final class Dictionary {

    static final int MOST_ENTRIES = 100_000;
    private static final int PART_BYTES = 512 * 1024;

    private final String column;
    private final Budget budget;
    private int[] table = new int[64];
    private int[] ends = new int[16];
    private long[] counts = new long[16];
    private byte[] bytes = new byte[256];
    private byte[] scratch = new byte[256];
    private int size;

    /** Bytes that all dictionaries of one dataset may take together. */
    static final class Budget {

        private long left;

        Budget(long bytes) {
            this.left = bytes;
        }
    }

    Dictionary(String column, Budget budget) {
        this.column = column;
        this.budget = budget;
    }

    int size() {
        return size;
    }

    long count(int code) {
        return counts[code];
    }

    /** The number of this text, counted once more. */
    int code(char[] text, int offset, int length) {
        return code(utf8(text, offset, length));
    }

    /** The same for a text in UTF-8. */
    int code(byte[] text, int offset, int length) {
        if (length > scratch.length) {
            scratch = new byte[2 * length];
        }
        System.arraycopy(text, offset, scratch, 0, length);
        return code(length);
    }

    private int code(int n) {
        int slot = find(scratch, n);
        if (table[slot] == 0) {
            slot = add(n, slot);
        }
        int code = table[slot] - 1;
        counts[code]++;
        return code;
    }

    /** The texts that are known by now, for another thread: what stands in these arrays stays. */
    record Known(byte[] bytes, int[] ends) {

        int length(int code) {
            return ends[code] - start(code);
        }

        void copy(int code, ByteBuffer target) {
            target.put(bytes, start(code), length(code));
        }

        private int start(int code) {
            return code == 0 ? 0 : ends[code - 1];
        }
    }

    Known known() {
        return new Known(bytes, ends);
    }

    int length(int code) {
        return ends[code] - start(code);
    }

    String text(int code) {
        return new String(bytes, start(code), length(code), StandardCharsets.UTF_8);
    }

    /** All texts as length and bytes, deflated in parts that a database field can hold. */
    List<byte[]> encode() {
        var parts = new ArrayList<byte[]>();
        var part = ByteBuffer.allocate(Math.min(PART_BYTES, bytes.length + 4 * size) + 4 + 4 * 65536);
        for (int code = 0; code < size; code++) {
            if (part.position() + 4 + length(code) > part.capacity() || part.position() > PART_BYTES) {
                parts.add(ChunkCodec.deflate(part.array(), part.position()));
                part.clear();
            }
            part.putInt(length(code));
            known().copy(code, part);
        }
        if (part.position() > 0) {
            parts.add(ChunkCodec.deflate(part.array(), part.position()));
        }
        return parts;
    }

    static List<String> decode(List<byte[]> parts) {
        var texts = new ArrayList<String>();
        for (var part : parts) {
            var in = ByteBuffer.wrap(ChunkCodec.inflateAll(part));
            while (in.hasRemaining()) {
                var text = new byte[in.getInt()];
                in.get(text);
                texts.add(new String(text, StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    private int start(int code) {
        return code == 0 ? 0 : ends[code - 1];
    }

    private int add(int n, int slot) {
        budget.left -= n + 16;
        if (size == MOST_ENTRIES || budget.left < 0) {
            throw new Problem(ProblemCode.CARDINALITY_TOO_HIGH, "Column \"" + column + "\" has too many distinct texts (" + size
                    + " and more); leave it out or, if it holds numbers, name it in options.types as numeric");
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        int from = size == 0 ? 0 : ends[size - 1];
        if (from + n > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(from + n, 2 * bytes.length));
        }
        System.arraycopy(scratch, 0, bytes, from, n);
        ends[size++] = from + n;
        table[slot] = size;
        if (2 * size > table.length) {
            rehash();
            return find(scratch, n);
        }
        return slot;
    }

    private void rehash() {
        table = new int[2 * table.length];
        for (int code = 0; code < size; code++) {
            int slot = hash(bytes, start(code), ends[code]) & table.length - 1;
            while (table[slot] != 0) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = code + 1;
        }
    }

    /** The slot of this text, or the free one where it belongs. */
    private int find(byte[] text, int n) {
        int slot = hash(text, 0, n) & table.length - 1;
        while (table[slot] != 0 && !Arrays.equals(bytes, start(table[slot] - 1), ends[table[slot] - 1], text, 0, n)) {
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }

    private static int hash(byte[] text, int from, int to) {
        int h = 0x811c9dc5;
        for (int i = from; i < to; i++) {
            h = (h ^ text[i]) * 0x01000193;
        }
        return h ^ h >>> 15;
    }

    private int utf8(char[] text, int offset, int length) {
        if (3 * length > scratch.length) {
            scratch = new byte[3 * length];
        }
        for (int i = 0; i < length; i++) {
            char c = text[offset + i];
            if (c >= 0x80) {
                var encoded = new String(text, offset, length).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(encoded, 0, scratch, 0, encoded.length);
                return encoded.length;
            }
            scratch[i] = (byte) c;
        }
        return length;
    }
}
