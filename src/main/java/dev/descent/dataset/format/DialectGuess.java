package dev.descent.dataset.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.descent.dataset.format.NumberText.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How the start of a CSV file looks. The delimiter is the one by which most lines have as many fields as the first; among
 * equals the comma comes last, because it stands in numbers too. A first line of numbers only is no header.
 */
final class DialectGuess {

    static final int SAMPLE_CHARS = 64 * 1024;
    private static final int SAMPLE_RECORDS = 200;
    private static final char[] DELIMITERS = {'\t', ';', '|', ','};

    private DialectGuess() {}

    static char delimiter(String sample) {
        char best = ',';
        double bestShare = 0;
        for (char delimiter : DELIMITERS) {
            var sizes = records(sample, delimiter).stream().mapToInt(CsvRecord::getFieldCount).toArray();
            if (sizes.length > 0 && sizes[0] > 1) {
                int alike = 0;
                for (int size : sizes) {
                    alike += size == sizes[0] ? 1 : 0;
                }
                double share = (double) alike / sizes.length;
                if (share > bestShare) {
                    best = delimiter;
                    bestShare = share;
                }
            }
        }
        return bestShare > 0 ? best : belowTitle(sample);
    }

    /** Of a table under a line that is none of its rows: by this delimiter it can be refused with that line. Commas stand in ordinary text, too. */
    private static char belowTitle(String sample) {
        for (char delimiter : DELIMITERS) {
            var sizes = records(sample, delimiter).stream().skip(1).mapToInt(CsvRecord::getFieldCount).distinct().toArray();
            if (delimiter != ',' && sizes.length == 1 && sizes[0] > 1) {
                return delimiter;
            }
        }
        return ',';
    }

    /** Whether all lines have equally many fields, more than one, by some delimiter. */
    static boolean fieldsAgree(String lines) {
        for (char delimiter : DELIMITERS) {
            var sizes = records(lines, delimiter).stream().mapToInt(CsvRecord::getFieldCount).distinct().toArray();
            if (sizes.length == 1 && sizes[0] > 1) {
                return true;
            }
        }
        return false;
    }

    static boolean isHeader(List<String> first, char delimiter) {
        return !first.stream().map(String::strip).map(NumberText::kind)
                .allMatch(kind -> kind.isPlain() || kind == Kind.TOO_LARGE || kind.isNumber(',') && delimiter != ',');
    }

    /** Complete records only: a sample that was cut ends within one. */
    private static List<CsvRecord> records(String sample, char delimiter) {
        var records = new ArrayList<CsvRecord>();
        try (var reader = CsvReader.builder().fieldSeparator(delimiter).allowExtraFields(true).allowMissingFields(true).ofCsvRecord(sample)) {
            for (var record : reader) {
                records.add(record);
                if (records.size() == SAMPLE_RECORDS) {
                    return records;
                }
            }
        } catch (CsvParseException | IOException e) {
            return records; // the reading itself will say what is wrong, this is a guess
        }
        if (sample.length() == SAMPLE_CHARS && records.size() > 1) {
            records.removeLast();
        }
        return records;
    }
}
