package dev.descent.export.onnx;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A setting of a node. */
record Attribute(Proto proto) {

    private static final long FLOAT = 1;
    private static final long INT = 2;
    private static final long STRING = 3;
    private static final long INTS = 7;
    private static final long STRINGS = 8;

    static Attribute of(String name, long number) {
        return new Attribute(new Proto().add(1, name).add(3, number).add(20, INT));
    }

    static Attribute of(String name, float number) {
        return new Attribute(new Proto().add(1, name).add(2, number).add(20, FLOAT));
    }

    static Attribute of(String name, String text) {
        return new Attribute(new Proto().add(1, name).add(4, text.getBytes(StandardCharsets.UTF_8)).add(20, STRING));
    }

    static Attribute ints(String name, long... numbers) {
        var proto = new Proto().add(1, name);
        for (long number : numbers) {
            proto.add(8, number);
        }
        return new Attribute(proto.add(20, INTS));
    }

    static Attribute strings(String name, List<String> texts) {
        var proto = new Proto().add(1, name);
        texts.forEach(text -> proto.add(9, text.getBytes(StandardCharsets.UTF_8)));
        return new Attribute(proto.add(20, STRINGS));
    }
}
