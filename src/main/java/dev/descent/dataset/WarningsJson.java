package dev.descent.dataset;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import org.hibernate.annotations.Immutable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What it reads is only ever replaced as a whole, so no copy is kept to compare with. */
@Converter
@Immutable
class WarningsJson implements AttributeConverter<List<DatasetView.Warning>, String> {

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String convertToDatabaseColumn(List<DatasetView.Warning> value) {
        return JSON.writeValueAsString(value);
    }

    @Override
    public List<DatasetView.Warning> convertToEntityAttribute(String json) {
        return JSON.readValue(json, new TypeReference<>() {});
    }
}
