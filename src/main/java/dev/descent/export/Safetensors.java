package dev.descent.export;

import dev.descent.nn.train.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The safetensors format: the length of a JSON header, the header with types, shapes and offsets, then all numbers, little-endian. */
final class Safetensors {

    private static final int ALIGNMENT = 8;

    private Safetensors() {}

    /** @param metadata texts by name */
    static byte[] write(SortedMap<String, Tensor> tensors, Map<String, String> metadata) {
        var header = JsonNodeFactory.instance.objectNode();
        metadata.forEach(header.putObject("__metadata__")::put);
        long offset = 0;
        for (var entry : tensors.entrySet()) {
            long end = offset + (long) Float.BYTES * entry.getValue().values().length;
            var node = header.putObject(entry.getKey()).put("dtype", "F32");
            entry.getValue().dims().forEach(node.putArray("shape")::add);
            node.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] text = JsonMapper.shared().writeValueAsBytes(header);
        int padded = Math.ceilDiv(text.length, ALIGNMENT) * ALIGNMENT;
        var file = ByteBuffer.allocate(Math.toIntExact(Long.BYTES + padded + offset)).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(padded).put(text).put(" ".repeat(padded - text.length).getBytes(StandardCharsets.US_ASCII));
        for (var tensor : tensors.values()) {
            for (float value : tensor.values()) {
                file.putFloat(value);
            }
        }
        return file.array();
    }

    static JsonNode header(byte[] file) {
        long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return JsonMapper.shared().readTree(file, Long.BYTES, (int) length);
    }

    static SortedMap<String, Tensor> tensors(byte[] file) {
        var numbers = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int start = Long.BYTES + (int) numbers.getLong();
        var tensors = new TreeMap<String, Tensor>();
        header(file).forEachEntry((name, node) -> {
            if (!name.equals("__metadata__")) {
                int from = node.at("/data_offsets/0").intValue();
                float[] values = new float[(node.at("/data_offsets/1").intValue() - from) / Float.BYTES];
                numbers.position(start + from).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
                tensors.put(name, new Tensor(node.get("shape").valueStream().map(JsonNode::intValue).toList(), values));
            }
        });
        return tensors;
    }
}
