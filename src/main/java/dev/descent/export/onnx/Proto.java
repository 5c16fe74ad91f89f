package dev.descent.export.onnx;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One protocol buffer message, written field by field. */
final class Proto {

    private interface Writing {
        void write(CodedOutputStream out) throws IOException;
    }

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Proto add(int field, String text) {
        return write(out -> out.writeString(field, text));
    }

    Proto add(int field, long number) {
        return write(out -> out.writeInt64(field, number));
    }

    Proto add(int field, float number) {
        return write(out -> out.writeFloat(field, number));
    }

    Proto add(int field, byte[] content) {
        return write(out -> out.writeByteArray(field, content));
    }

    Proto add(int field, Proto message) {
        return add(field, message.toBytes());
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    private Proto write(Writing writing) {
        try {
            var out = CodedOutputStream.newInstance(bytes);
            writing.write(out);
            out.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
    }
}
