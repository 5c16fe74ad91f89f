package dev.descent.export;

import dev.descent.nn.train.Tensor;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A state as readable JSON; numbers are written with as many digits as it takes to read back the same bits. */
final class JsonModel {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder().maxDocumentLength(-1).build()).build()).build();

    private JsonModel() {}

    static byte[] write(ObjectNode text, SortedMap<String, Tensor> tensors) {
        var weights = text.putObject("weights");
        tensors.forEach((name, tensor) -> {
            var node = weights.putObject(name);
            tensor.dims().forEach(node.putArray("shape")::add);
            var values = node.putArray("values");
            for (float value : tensor.values()) {
                values.add(value);
            }
        });
        return MAPPER.writeValueAsBytes(text);
    }

    static JsonNode read(byte[] file) {
        return MAPPER.readTree(file);
    }

    static SortedMap<String, Tensor> tensors(JsonNode file) {
        var tensors = new TreeMap<String, Tensor>();
        file.get("weights").forEachEntry((name, node) -> {
            var values = (ArrayNode) node.get("values");
            float[] floats = new float[values.size()];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = Float.parseFloat(values.get(i).asString());
            }
            tensors.put(name, new Tensor(node.get("shape").valueStream().map(JsonNode::intValue).toList(), floats));
        });
        return tensors;
    }
}
