package dev.descent.dataset.storage;

import dev.descent.dataset.format.ColumnType;
import dev.descent.dataset.format.NumberText;
import dev.descent.nn.data.Labels;
import dev.descent.support.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Codes into the dictionary of the column's texts, −1 where missing. */
final class CategoricalWriter implements ColumnWriter {

    private static final int MISSING = -1;

    private final String name;
    private final int chunkRows;
    private final Dictionary dictionary;
    private final MessageDigest digest = Sha256.digest();
    private int[] codes = {};
    private int[] aside = {};
    private int count;
    private Dictionary.Known known;
    private long missing;

    CategoricalWriter(String name, int chunkRows, Dictionary.Budget budget) {
        this.name = name;
        this.chunkRows = chunkRows;
        this.dictionary = new Dictionary(name, budget);
    }

    @Override
    public void number(int row, double value) {
        var text = NumberText.format(value).toCharArray();
        text(row, text, 0, text.length);
    }

    @Override
    public void text(int row, char[] buffer, int offset, int length) {
        reserve(row + 1);
        codes[row] = dictionary.code(buffer, offset, length);
    }

    @Override
    public void utf8(int row, byte[] buffer, int offset, int length) {
        reserve(row + 1);
        codes[row] = dictionary.code(buffer, offset, length);
    }

    @Override
    public void turn(int rows) {
        reserve(rows);
        var empty = aside;
        aside = codes;
        count = rows;
        known = dictionary.known();
        codes = empty;
        Arrays.fill(codes, MISSING);
    }

    @Override
    public byte[] flush(ChunkEncoder encoder) {
        var bytes = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            int length = aside[i] == MISSING ? MISSING : known.length(aside[i]);
            if (bytes.remaining() < 4 + Math.max(0, length)) {
                digest.update(bytes.flip());
                bytes = bytes.capacity() < 4 + length ? ByteBuffer.allocate(4 + length).order(ByteOrder.LITTLE_ENDIAN) : bytes.clear();
            }
            bytes.putInt(length);
            if (length == MISSING) {
                missing++;
            } else {
                known.copy(aside[i], bytes);
            }
        }
        digest.update(bytes.flip());
        return encoder.encode(aside, count);
    }

    @Override
    public byte[] digest() {
        return digest.digest();
    }

    List<byte[]> dictionary() {
        return dictionary.encode();
    }

    ColumnSummary summary() {
        var texts = IntStream.range(0, dictionary.size()).mapToObj(dictionary::text).toList();
        var categories = Arrays.stream(Labels.order(texts)).limit(ColumnSummary.SHOWN)
                .mapToObj(code -> new ColumnSummary.Category(texts.get(code), dictionary.count(code))).toList();
        return new ColumnSummary(name, ColumnType.CATEGORICAL, missing, null, null, null, null, null, dictionary.size(), categories);
    }

    private void reserve(int rows) {
        if (rows > codes.length) {
            int from = codes.length;
            codes = Arrays.copyOf(codes, ColumnWriter.grown(from, rows, chunkRows));
            Arrays.fill(codes, from, codes.length, MISSING);
        }
    }
}
