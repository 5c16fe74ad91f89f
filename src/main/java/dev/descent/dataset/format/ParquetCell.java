package dev.descent.dataset.format;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.ColumnSchema;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The value of one column in one row: a number, a word or nothing. Each type of Parquet is read as the one of the two that a person would call it. */
final class ParquetCell {

    private interface Reading {
        void read(RowReader rows, int column, ParquetCell cell);
    }

    private final int column;
    private final Reading reading;
    private boolean present;
    private double number;
    private String word;

    private ParquetCell(int column, Reading reading) {
        this.column = column;
        this.reading = reading;
    }

    /** @throws Problem if the type is neither a number nor a word */
    static ParquetCell of(ColumnSchema schema) {
        return new ParquetCell(schema.columnIndex(), schema.logicalType() == null ? physical(schema) : logical(schema));
    }

    void read(RowReader rows) {
        word = null;
        present = !rows.isNull(column);
        if (present) {
            reading.read(rows, column, this);
        }
    }

    /** Null where the cell holds a number or nothing. */
    String word() {
        return word;
    }

    boolean isNumber() {
        return present && word == null;
    }

    double number() {
        return number;
    }

    private static Reading physical(ColumnSchema schema) {
        return switch (schema.type()) {
            case BOOLEAN -> (rows, c, cell) -> cell.word = String.valueOf(rows.getBoolean(c));
            case INT32 -> (rows, c, cell) -> cell.number = rows.getInt(c);
            case INT64 -> (rows, c, cell) -> cell.number = rows.getLong(c);
            case FLOAT -> (rows, c, cell) -> cell.finite(rows.getFloat(c));
            case DOUBLE -> (rows, c, cell) -> cell.finite(rows.getDouble(c));
            case INT96 -> (rows, c, cell) -> cell.word = rows.getTimestamp(c).toString();
            case BYTE_ARRAY -> (rows, c, cell) -> cell.word = utf8(rows.getBinary(c), schema);
            case FIXED_LEN_BYTE_ARRAY -> throw unread(schema, "holds bytes");
        };
    }

    private static Reading logical(ColumnSchema schema) {
        return switch (schema.logicalType()) {
            case LogicalType.IntType type -> integer(type, schema);
            case LogicalType.DecimalType _ -> (rows, c, cell) -> cell.number = rows.getDecimal(c).doubleValue();
            case LogicalType.Float16Type _ -> (rows, c, cell) -> cell.finite(rows.getFloat(c));
            case LogicalType.StringType _, LogicalType.EnumType _, LogicalType.JsonType _ -> (rows, c, cell) -> cell.word = rows.getString(c);
            case LogicalType.DateType _ -> (rows, c, cell) -> cell.word = rows.getDate(c).toString();
            case LogicalType.TimeType _ -> (rows, c, cell) -> cell.word = rows.getTime(c).toString();
            case LogicalType.TimestampType type when type.isAdjustedToUTC() -> (rows, c, cell) -> cell.word = rows.getTimestamp(c).toString();
            case LogicalType.TimestampType _ -> (rows, c, cell) -> cell.word = rows.getLocalTimestamp(c).toString();
            case LogicalType.UuidType _ -> (rows, c, cell) -> cell.word = rows.getUuid(c).toString();
            case LogicalType.NullType _ -> (rows, c, cell) -> cell.present = false;
            default -> throw unread(schema, "is of a type that is neither a number nor a text");
        };
    }

    /** The library gives the bits; unsigned ones of full width look negative. */
    private static Reading integer(LogicalType.IntType type, ColumnSchema schema) {
        if (type.isSigned()) {
            return physical(schema);
        }
        return type.bitWidth() == Long.SIZE
                ? (rows, c, cell) -> cell.number = unsigned(rows.getLong(c))
                : (rows, c, cell) -> cell.number = Integer.toUnsignedLong(rows.getInt(c));
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : Double.parseDouble(Long.toUnsignedString(bits));
    }

    /** What is not finite is told by its name, as a text file would. */
    private void finite(double value) {
        number = value;
        word = Double.isFinite(value) ? null : String.valueOf(value);
    }

    private static String utf8(byte[] bytes, ColumnSchema schema) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw unread(schema, "holds bytes that are no UTF-8 text");
        }
    }

    private static Problem unread(ColumnSchema schema, String why) {
        return new Problem(ProblemCode.UNSUPPORTED_FORMAT, "Column \"" + schema.name() + "\" " + why + "; leave it out or write it as a number or a text");
    }
}
