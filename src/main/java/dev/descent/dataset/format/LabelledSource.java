package dev.descent.dataset.format;

import dev.descent.nn.data.Labels;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/** Rows of one file with a label from another, as the last column {@code label}: a class where the labels are whole numbers. */
final class LabelledSource implements RowSource {

    private final TensorSource rows;
    private final TensorSource labels;

    /** @throws Problem if there is not one label for each row */
    LabelledSource(TensorSource rows, TensorSource labels) {
        this.rows = rows;
        this.labels = labels;
        if (labels.header().columns() != 1 || labels.header().rows() != rows.header().rows()) {
            throw new Problem(ProblemCode.CONSTRAINT_VIOLATION, "The part \"labels\" must hold one number for each of the " + rows.header().rows() + " rows (holds " + labels.header().dims() + ")");
        }
    }

    @Override
    public void read(RowSink sink, RowProblems problems) {
        double[] known = labels();
        int last = (int) rows.header().columns();
        boolean whole = labels.header().type().whole;
        rows.read(new RowSink() {
            @Override
            public void number(int column, double value) {
                sink.number(column, value);
            }

            @Override
            public void text(int column, String value) {
                sink.text(column, value);
            }

            @Override
            public void raw(int column, char[] buffer, int offset, int length) {
                sink.raw(column, buffer, offset, length);
            }

            @Override
            public boolean endRow(long row) {
                double label = known[(int) row - 1];
                if (whole) {
                    sink.text(last, Labels.of(label));
                } else {
                    labels.number(sink, last, label);
                }
                return sink.endRow(row);
            }
        }, problems);
    }

    private double[] labels() {
        double[] known = new double[(int) labels.header().rows()];
        labels.read(new RowSink() {
            private double value;

            @Override
            public void number(int column, double number) {
                value = number;
            }

            @Override
            public void text(int column, String text) {
                throw new IllegalStateException("A tensor has no words");
            }

            @Override
            public void raw(int column, char[] buffer, int offset, int length) {
                value = Double.NaN;
            }

            @Override
            public boolean endRow(long row) {
                known[(int) row - 1] = value;
                return true;
            }
        }, new RowProblems());
        return known;
    }

    @Override
    public List<String> columns() {
        var columns = new ArrayList<>(rows.columns());
        columns.add("label");
        return columns;
    }

    @Override
    public Dialect dialect() {
        return rows.dialect();
    }

    @Override
    public String pointer(long row, int column) {
        return column == rows.header().columns() ? "/labels/row/" + row : rows.pointer(row, column);
    }

    @Override
    public String headerPointer(int column) {
        return rows.headerPointer(column);
    }

    @Override
    public String place(long row) {
        return rows.place(row);
    }
}
