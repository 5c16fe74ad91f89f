package dev.descent.dataset.format;

/** Cells between bars, rows between blanks. */
final class CellTexts implements RowSink {

    private final Profile profile;
    private final StringBuilder text = new StringBuilder();
    private String[] row;

    CellTexts(Profile profile) {
        this.profile = profile;
        this.row = new String[profile.columns().size()];
    }

    String rows() {
        return text.substring(0, text.length() - 1);
    }

    @Override
    public void number(int column, double value) {
        row[column] = NumberText.format(value);
    }

    @Override
    public void text(int column, String value) {
        row[column] = value;
    }

    @Override
    public void raw(int column, char[] buffer, int offset, int length) {
        if (profile.columns().get(column).type() == ColumnType.NUMERIC) {
            double value = NumberText.parse(buffer, offset, length, profile.decimal());
            row[column] = Double.isNaN(value) ? null : NumberText.format(value);
        } else {
            text(column, new String(buffer, offset, length));
        }
    }

    @Override
    public boolean endRow(long line) {
        for (int c = 0; c < row.length; c++) {
            text.append(c == 0 ? "" : "|").append(row[c] == null ? "" : row[c]);
        }
        text.append(' ');
        row = new String[row.length];
        return true;
    }
}
