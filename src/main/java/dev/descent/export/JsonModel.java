package dev.descent.export;

import dev.descent.nn.train.Tensor;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A state as readable JSON; numbers are written with as many digits as it takes to read back the same bits. Weights are written and read number by number: as a tree
 * they would take many times their size.
 *
 * @param text    everything but the weights
 * @param tensors the weights
 */
record JsonModel(JsonNode text, SortedMap<String, Tensor> tensors) {

    private static final String WEIGHTS = "weights";
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder().maxDocumentLength(-1).maxTokenCount(-1).build()).build()).build();

    static byte[] write(ObjectNode text, SortedMap<String, Tensor> tensors) {
        var bytes = new ByteArrayOutputStream();
        try (var out = MAPPER.createGenerator(bytes)) {
            out.writeStartObject();
            text.properties().forEach(member -> {
                out.writeName(member.getKey());
                out.writeTree(member.getValue());
            });
            out.writeName(WEIGHTS);
            out.writeStartObject();
            tensors.forEach((name, tensor) -> {
                out.writeName(name);
                out.writeStartObject();
                out.writeName("shape");
                out.writeStartArray();
                tensor.dims().forEach(out::writeNumber);
                out.writeEndArray();
                out.writeName("values");
                out.writeStartArray();
                for (float value : tensor.values()) {
                    out.writeNumber(value);
                }
                out.writeEndArray();
                out.writeEndObject();
            });
            out.writeEndObject();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    static JsonModel read(byte[] file) {
        ObjectNode text = MAPPER.createObjectNode();
        var tensors = new TreeMap<String, Tensor>();
        try (var in = MAPPER.createParser(file)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = in.currentName();
                in.nextToken();
                if (name.equals(WEIGHTS)) {
                    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                        tensors.put(in.currentName(), tensor(in));
                    }
                } else {
                    text.set(name, in.readValueAsTree());
                }
            }
        }
        return new JsonModel(text, tensors);
    }

    private static Tensor tensor(JsonParser in) {
        var dims = new ArrayList<Integer>();
        float[] values = new float[1024];
        int count = 0;
        in.nextToken();
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean isShape = in.currentName().equals("shape");
            in.nextToken();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                if (isShape) {
                    dims.add(in.getIntValue());
                } else {
                    values = count == values.length ? Arrays.copyOf(values, 2 * count) : values;
                    values[count++] = Float.parseFloat(in.getString());
                }
            }
        }
        return new Tensor(List.copyOf(dims), Arrays.copyOf(values, count));
    }
}
