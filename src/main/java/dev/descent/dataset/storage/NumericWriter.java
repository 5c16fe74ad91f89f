package dev.descent.dataset.storage;

import dev.descent.dataset.format.ColumnType;
import dev.descent.dataset.format.NumberText;
import dev.descent.support.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;

/** Doubles, NaN where missing. */
final class NumericWriter implements ColumnWriter {

    private final String name;
    private final int chunkRows;
    private final char decimal;
    private final MessageDigest digest = Sha256.digest();
    private double[] values = {};
    private final Moments moments = new Moments();
    private long missing;

    NumericWriter(String name, int chunkRows, char decimal) {
        this.name = name;
        this.chunkRows = chunkRows;
        this.decimal = decimal;
    }

    @Override
    public void number(int row, double value) {
        reserve(row + 1);
        values[row] = value;
    }

    @Override
    public void text(int row, char[] buffer, int offset, int length) {
        number(row, NumberText.parse(buffer, offset, length, decimal));
    }

    @Override
    public byte[] flush(int count) {
        reserve(count);
        var bytes = ByteBuffer.allocate(Math.min(count, 1024) * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            if (Double.isNaN(values[i])) {
                missing++;
            } else {
                moments.add(values[i]);
            }
            bytes.putLong(Double.doubleToLongBits(values[i]));
            if (!bytes.hasRemaining()) {
                digest.update(bytes.flip());
                bytes.clear();
            }
        }
        digest.update(bytes.flip());
        var chunk = ChunkCodec.encode(values, count);
        Arrays.fill(values, Double.NaN);
        return chunk;
    }

    @Override
    public byte[] digest() {
        return digest.digest();
    }

    ColumnSummary summary(ColumnSummary.Quantiles quantiles) {
        return present() == 0
                ? new ColumnSummary(name, ColumnType.NUMERIC, missing, null, null, null, null, null, null, null)
                : new ColumnSummary(name, ColumnType.NUMERIC, missing, moments.min(), moments.max(), moments.mean(), moments.std(), quantiles, null, null);
    }

    long present() {
        return moments.count();
    }

    private void reserve(int rows) {
        if (rows > values.length) {
            int from = values.length;
            values = Arrays.copyOf(values, ColumnWriter.grown(from, rows, chunkRows));
            Arrays.fill(values, from, values.length, Double.NaN);
        }
    }
}
