package dev.descent.dataset.storage;

import dev.descent.dataset.format.ColumnType;
import dev.descent.dataset.format.NumberText;
import dev.descent.support.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** Doubles, NaN where missing. */
final class NumericWriter implements ColumnWriter {

    private final String name;
    private final int chunkRows;
    private final char decimal;
    private final MessageDigest digest = Sha256.digest();
    private double[] values = {};
    private double[] aside = {};
    private int count;
    private final Moments moments = new Moments();
    private final EvenSample sample;
    private long rows;

    NumericWriter(String name, int chunkRows, char decimal, int sampled) {
        this.name = name;
        this.chunkRows = chunkRows;
        this.decimal = decimal;
        this.sample = new EvenSample(sampled);
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
    public void utf8(int row, byte[] buffer, int offset, int length) {
        var text = new String(buffer, offset, length, StandardCharsets.UTF_8).toCharArray();
        text(row, text, 0, text.length);
    }

    @Override
    public void turn(int rows) {
        reserve(rows);
        var empty = aside;
        aside = values;
        count = rows;
        values = empty;
        Arrays.fill(values, Double.NaN);
    }

    @Override
    public byte[] flush(ChunkEncoder encoder) {
        rows += count;
        moments.add(aside, count);
        sample.add(aside, count);
        encoder.digest(aside, count, digest);
        return encoder.encode(aside, count);
    }

    @Override
    public byte[] digest() {
        return digest.digest();
    }

    ColumnSummary summary(ColumnSummary.Quantiles quantiles) {
        long missing = rows - present();
        return present() == 0
                ? new ColumnSummary(name, ColumnType.NUMERIC, missing, null, null, null, null, null, null, null)
                : new ColumnSummary(name, ColumnType.NUMERIC, missing, moments.min(), moments.max(), moments.mean(), moments.std(), quantiles, null, null);
    }

    /** Some of the values, evenly spread over the rows and in order of size. */
    double[] sample() {
        return sample.sorted();
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
