package dev.descent.dataset.format;

import dev.descent.dataset.media.Picture;
import dev.descent.dataset.media.Sound;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;

/**
 * How to read a body; what is given wins over what would be guessed.
 *
 * @param delimiter  one character between fields; guessed among comma, semicolon, tab and bar
 * @param header     whether the first line names the columns; without names they are c1, c2 …
 * @param decimal    separator of fractions; guessed
 * @param nullValues texts that mean "missing"; by default the empty text, NA, N/A, null and NULL in CSV, none in JSON
 * @param types      type by column name; guessed from all rows for the others
 * @param image      how pictures become rows
 * @param sound      how sounds become rows
 * @param windows    cuts sequences out of rows that are one moment each
 */
public record ReadOptions(
        @Size(min = 1, max = 1) String delimiter,
        Boolean header,
        @Pattern(regexp = "[.,]") String decimal,
        @Size(max = 100) List<String> nullValues,
        Map<String, ColumnType> types,
        Picture image,
        Sound sound,
        WindowOptions windows) {

    public static final List<String> CSV_NULL_VALUES = List.of("", "NA", "N/A", "null", "NULL");

    public ReadOptions {
        nullValues = nullValues == null ? null : List.copyOf(nullValues);
        types = types == null ? Map.of() : Map.copyOf(types);
    }

    /** Of a table. */
    public ReadOptions(String delimiter, Boolean header, String decimal, List<String> nullValues, Map<String, ColumnType> types) {
        this(delimiter, header, decimal, nullValues, types, null, null, null);
    }

    /** For rows whose sequences were cut out. */
    ReadOptions withoutWindows() {
        return new ReadOptions(delimiter, header, decimal, nullValues, types, image, sound, null);
    }

    public static ReadOptions none() {
        return new ReadOptions(null, null, null, null, null, null, null, null);
    }
}
