package dev.descent.nn.data;

/** Immutable rows of named, typed columns, read a column at a time. */
public interface Table {

    Schema schema();

    int rows();

    /** Values [rows] of a numeric column, NaN where missing. The array is the caller's. */
    double[] numeric(String column);

    /** Category indices [rows] of a categorical column, −1 where missing. The array is the caller's. */
    int[] codes(String column);
}
