package dev.descent.dataset;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Converter
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
