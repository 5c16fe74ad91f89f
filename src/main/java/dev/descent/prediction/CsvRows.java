package dev.descent.prediction;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.descent.dataset.format.NumberText;
import dev.descent.dataset.format.ReadOptions;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads rows to predict from CSV: comma, UTF-8, a header, and the texts for missing values that datasets have by default. */
public final class CsvRows {

    private static final Set<String> MISSING = Set.copyOf(ReadOptions.CSV_NULL_VALUES);

    private CsvRows() {}

    /** @throws Problem unsupported-encoding, dataset-empty, invalid-header, csv-ragged-row, csv-field-too-long, batch-too-large */
    public static GivenRows read(byte[] body, int maxRows) {
        var rows = new ArrayList<Map<String, Object>>();
        List<String> header = null;
        try (var csv = CsvReader.builder().commentStrategy(CommentStrategy.NONE).skipEmptyLines(true)
                .allowMissingFields(true).allowExtraFields(true).ofCsvRecord(text(body))) {
            for (CsvRecord record : csv) {
                if (header == null) {
                    header = header(record);
                } else if (rows.size() == maxRows) {
                    throw new Problem(ProblemCode.BATCH_TOO_LARGE, "At most " + maxRows + " rows are predicted at a time");
                } else {
                    rows.add(row(header, record));
                }
            }
        } catch (CsvParseException e) {
            throw new Problem(ProblemCode.CSV_FIELD_TOO_LONG, "A field is not closed by a quote, or too long, after row " + rows.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (header == null) {
            throw new Problem(ProblemCode.DATASET_EMPTY, "The body has no header line");
        }
        return new GivenRows(rows, true);
    }

    /** The number that a cell holds, or the text itself where it holds none. */
    static Object number(String text) {
        var trimmed = text.strip();
        return NumberText.kind(trimmed).isPlain() ? (Object) NumberText.parse(trimmed.toCharArray(), 0, trimmed.length(), '.') : text;
    }

    private static List<String> header(CsvRecord record) {
        var seen = new HashSet<String>();
        for (String name : record.getFields()) {
            if (!seen.add(name)) {
                throw new Problem(ProblemCode.INVALID_HEADER, "The column \"" + name + "\" stands in the header twice");
            }
        }
        return record.getFields();
    }

    private static Map<String, Object> row(List<String> header, CsvRecord record) {
        if (record.getFieldCount() != header.size()) {
            throw new Problem(ProblemCode.CSV_RAGGED_ROW,
                    "Line " + record.getStartingLineNumber() + " has " + record.getFieldCount() + " of " + header.size() + " fields");
        }
        var cells = new LinkedHashMap<String, Object>();
        for (int i = 0; i < header.size(); i++) {
            var field = record.getField(i);
            cells.put(header.get(i), MISSING.contains(field) ? null : field);
        }
        return cells;
    }

    private static String text(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Problem(ProblemCode.UNSUPPORTED_ENCODING, "The body is not UTF-8");
        }
    }
}
