package dev.descent.export.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A graph of ONNX operators that grows node by node; values are known by name. Field numbers and type codes are those of onnx.proto, operators those of
 * opset {@value #OPSET}, and of {@value #ML_DOMAIN} {@value #ML_OPSET}.
 */
final class OnnxGraph {

    static final int OPSET = 17;
    static final String ML_DOMAIN = "ai.onnx.ml";
    static final int ML_OPSET = 3;
    private static final int IR_VERSION = 8;
    private static final String BATCH = "N";

    /** Element types. */
    enum Type {
        FLOAT(1), INT64(7), STRING(8), DOUBLE(11);

        final int code;

        Type(int code) {
            this.code = code;
        }
    }

    private final Proto graph = new Proto();
    private int values;

    /** @return the name of the node's one output */
    String node(String operator, List<String> inputs, Attribute... attributes) {
        return nodes("", operator, inputs, 1, attributes).getFirst();
    }

    List<String> nodes(String domain, String operator, List<String> inputs, int outputs, Attribute... attributes) {
        var node = new Proto();
        inputs.forEach(input -> node.add(1, input));
        var names = new ArrayList<String>();
        for (int i = 0; i < outputs; i++) {
            names.add("v" + values++);
            node.add(2, names.getLast());
        }
        node.add(4, operator);
        for (var attribute : attributes) {
            node.add(5, attribute.proto());
        }
        if (!domain.isEmpty()) {
            node.add(7, domain);
        }
        graph.add(1, node);
        return names;
    }

    /** The value of that name is one of another. */
    void output(String name, String value, Type type, Integer width) {
        var node = new Proto().add(1, value).add(2, name).add(4, "Identity");
        graph.add(1, node);
        graph.add(12, info(name, type, width));
    }

    /** A column [N, 1]. */
    void input(String name, Type type) {
        graph.add(11, info(name, type, 1));
    }

    private static Proto info(String name, Type type, Integer width) {
        var shape = new Proto().add(1, new Proto().add(2, BATCH));
        if (width != null) {
            shape.add(1, new Proto().add(1, (long) width));
        }
        return new Proto().add(1, name).add(2, new Proto().add(1, new Proto().add(1, (long) type.code).add(2, shape)));
    }

    String floats(float[] numbers, long... dims) {
        return floats("c" + values++, numbers, dims);
    }

    String floats(String name, float[] numbers, long... dims) {
        var raw = ByteBuffer.allocate(Float.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(numbers);
        return constant(name, Type.FLOAT, raw.array(), dims);
    }

    String doubles(double[] numbers, long... dims) {
        var raw = ByteBuffer.allocate(Double.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asDoubleBuffer().put(numbers);
        return constant("c" + values++, Type.DOUBLE, raw.array(), dims);
    }

    String longs(long... numbers) {
        var raw = ByteBuffer.allocate(Long.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(numbers);
        return constant("c" + values++, Type.INT64, raw.array(), numbers.length);
    }

    String strings(List<String> texts) {
        var name = "c" + values++;
        var tensor = new Proto().add(1, (long) texts.size()).add(2, (long) Type.STRING.code);
        texts.forEach(text -> tensor.add(6, text.getBytes(StandardCharsets.UTF_8)));
        graph.add(5, tensor.add(8, name));
        return name;
    }

    private String constant(String name, Type type, byte[] raw, long... dims) {
        var tensor = new Proto();
        for (long dim : dims) {
            tensor.add(1, dim);
        }
        graph.add(5, tensor.add(2, (long) type.code).add(8, name).add(9, raw));
        return name;
    }

    /** The whole file. */
    byte[] model(Map<String, String> metadata) {
        graph.add(2, "descent");
        var model = new Proto().add(1, (long) IR_VERSION).add(2, "Descent").add(7, graph);
        model.add(8, new Proto().add(1, "").add(2, (long) OPSET)).add(8, new Proto().add(1, ML_DOMAIN).add(2, (long) ML_OPSET));
        metadata.forEach((key, value) -> model.add(14, new Proto().add(1, key).add(2, value)));
        return model.toBytes();
    }
}
