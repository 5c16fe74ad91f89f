package dev.descent.nn.data;

/** A table that can be told to stop between two columns. */
public record InterruptibleTable(Table table, Interruption interruption) implements Table {

    @Override
    public Schema schema() {
        return table.schema();
    }

    @Override
    public int rows() {
        return table.rows();
    }

    @Override
    public double[] numeric(String column) {
        interruption.check();
        return table.numeric(column);
    }

    @Override
    public int[] codes(String column) {
        interruption.check();
        return table.codes(column);
    }
}
