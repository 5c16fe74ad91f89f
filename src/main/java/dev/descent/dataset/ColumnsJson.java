package dev.descent.dataset;

import dev.descent.dataset.storage.ColumnSummary;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import org.hibernate.annotations.Immutable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What it reads is only ever replaced as a whole, so no copy is kept to compare with. */
@Converter
@Immutable
class ColumnsJson implements AttributeConverter<List<ColumnSummary>, String> {

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String convertToDatabaseColumn(List<ColumnSummary> value) {
        return JSON.writeValueAsString(value);
    }

    @Override
    public List<ColumnSummary> convertToEntityAttribute(String json) {
        return JSON.readValue(json, new TypeReference<>() {});
    }
}
