package dev.descent.dataset.format;

import dev.descent.support.ProblemCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** One JSON object per row, its members the columns in the order in which they are first met; an absent member is missing. */
final class JsonLinesSource implements RowSource {

    private final UploadedText text;
    private final SizeLimits limits;
    private final JsonFactory json;
    private final Set<String> nullValues;
    private final Map<String, Integer> columns = new LinkedHashMap<>();

    JsonLinesSource(UploadedText text, ReadOptions options, SizeLimits limits) {
        this(text, options, limits, limits.fieldChars());
    }

    /** @param longest text of a member that is not a cell as it stands */
    JsonLinesSource(UploadedText text, ReadOptions options, SizeLimits limits, int longest) {
        this.text = text;
        this.limits = limits;
        this.nullValues = options.nullValues() == null ? Set.of() : Set.copyOf(options.nullValues());
        this.json = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).streamReadConstraints(StreamReadConstraints.builder()
                .maxStringLength(longest).maxNestingDepth(32).maxNameLength(5 * ColumnNames.LONGEST).maxNumberLength(1000).build()).build();
    }

    static boolean looksLike(String sample) {
        var text = sample.stripLeading();
        return text.startsWith("{") || text.startsWith("[") && text.substring(1).stripLeading().startsWith("{");
    }

    @Override
    public List<String> columns() {
        return new ArrayList<>(columns.keySet());
    }

    @Override
    public Dialect dialect() {
        return new Dialect("jsonLines", null, null);
    }

    @Override
    public void read(RowSink sink, RowProblems problems) {
        long line = 1;
        try (var reader = text.open(); var parser = json.createParser(ObjectReadContext.empty(), reader)) {
            boolean goOn = true;
            for (var token = parser.nextToken(); token != null && goOn; token = parser.nextToken()) {
                line = parser.currentTokenLocation().getLineNr();
                if (token == JsonToken.START_OBJECT) {
                    row(parser, line, sink, problems);
                    goOn = sink.endRow(line);
                } else if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
                    problems.add(pointer(line, 0), ProblemCode.INVALID_CELL, "line " + line + " must be a JSON object");
                }
            }
        } catch (StreamConstraintsException e) {
            problems.add(pointer(line, 0), ProblemCode.CSV_FIELD_TOO_LONG, "line " + line + ": a name, number or text is too long or nested too deeply");
        } catch (JacksonException e) {
            if (text.refusal(e) != e) {
                throw text.refusal(e);
            }
            long at = e.getLocation() == null ? line : Math.max(1, e.getLocation().getLineNr());
            problems.add(pointer(at, 0), ProblemCode.INVALID_CELL, "line " + at + " is not valid JSON, or has a member twice; what follows was not read");
        } catch (IOException e) {
            throw text.refusal(e);
        }
    }

    private void row(JsonParser parser, long line, RowSink sink, RowProblems problems) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            int column = columns.computeIfAbsent(name, _ -> columns.size());
            limits.checkColumns(columns.size());
            switch (parser.nextToken()) {
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> sink.number(column, parser.getDoubleValue());
                case VALUE_STRING -> {
                    var value = parser.getString();
                    if (!nullValues.contains(value)) {
                        sink.text(column, value);
                    }
                }
                case VALUE_TRUE -> sink.text(column, "true");
                case VALUE_FALSE -> sink.text(column, "false");
                case VALUE_NULL -> { }
                default -> {
                    parser.skipChildren();
                    problems.add(pointer(line, column), ProblemCode.INVALID_CELL, "line " + line + ": \"" + name + "\" must be a number, a string, a boolean or null");
                }
            }
        }
    }
}
