package dev.descent.nn.train;

import dev.descent.nn.data.Encoding;
import dev.descent.nn.data.Preprocessing;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

/** The way back from {@link CheckpointFormat}; every length is held against what is there before anything is allocated. */
final class CheckpointReader {

    private final byte[] bytes;
    private final ByteBuffer in;
    private int version;

    CheckpointReader(byte[] bytes) {
        this.bytes = bytes;
        this.in = ByteBuffer.wrap(bytes);
    }

    CheckpointFormat.Content read() {
        try {
            checkFooter();
            if (in.getInt() != CheckpointFormat.MAGIC) {
                throw new CheckpointFormatException("these bytes are no checkpoint");
            }
            version = in.getInt();
            if (version < 1 || version > CheckpointFormat.VERSION) {
                throw new CheckpointFormatException("checkpoint format " + version + " is not known here");
            }
            int numerics = in.getInt();
            var preprocessing = new Preprocessing(encodings(), encodings());
            var model = state();
            var best = flag() ? state() : null;
            return new CheckpointFormat.Content(new Checkpoint(model, best, preprocessing, flag() ? progress() : null), numerics);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new CheckpointFormatException("the checkpoint ends too early", e);
        }
    }

    private void checkFooter() {
        int body = bytes.length - CheckpointFormat.FOOTER_BYTES;
        if (body < 0 || in.getLong(body) != bytes.length) {
            throw new CheckpointFormatException("the checkpoint is not of the length it says");
        }
        byte[] expected = Arrays.copyOfRange(bytes, body + Long.BYTES, bytes.length);
        if (!Arrays.equals(expected, CheckpointFormat.sha256(bytes, body))) {
            throw new CheckpointFormatException("the checkpoint's SHA-256 differs from its content");
        }
        in.limit(body);
    }

    private List<Encoding> encodings() {
        var encodings = new ArrayList<Encoding>();
        for (int left = count(1); left > 0; left--) {
            byte kind = in.get();
            String column = text();
            encodings.add(switch (kind) {
                case 0 -> new Encoding.Scaled(column, in.getDouble(), in.getDouble(), in.getDouble());
                case 1 -> new Encoding.OneHot(column, texts());
                case 2 -> new Encoding.Classes(column, texts(), flag());
                case 3 -> new Encoding.Index(column, texts());
                default -> throw new CheckpointFormatException("encoding " + kind + " is not known here");
            });
        }
        return encodings;
    }

    private ModelState state() {
        int epoch = in.getInt();
        var metrics = new LinkedHashMap<String, Double>();
        for (int left = count(1); left > 0; left--) {
            metrics.put(text(), in.getDouble());
        }
        var tensors = new TreeMap<String, Tensor>();
        for (int left = count(1); left > 0; left--) {
            String name = text();
            var dims = new ArrayList<Integer>();
            for (int dim = count(Integer.BYTES); dim > 0; dim--) {
                dims.add(in.getInt());
            }
            tensors.put(name, new Tensor(List.copyOf(dims), floats(name)));
        }
        return new ModelState(epoch, metrics, tensors);
    }

    private Progress progress() {
        return new Progress(in.getInt(), in.getLong(), version == 1 ? 0 : in.getLong(), in.getDouble(), in.getDouble(), in.getLong(), in.getLong(), in.getDouble(),
                in.getLong(), in.getLong(), in.getDouble(), in.getDouble(), in.getInt(), in.getDouble(), in.getInt(), in.getInt(), slots());
    }

    private TreeMap<String, float[]> slots() {
        var slots = new TreeMap<String, float[]>();
        for (int left = count(1); left > 0; left--) {
            String name = text();
            slots.put(name, floats(name));
        }
        return slots;
    }

    private float[] floats(String name) {
        float[] values = new float[count(Float.BYTES)];
        int from = in.position();
        in.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        in.position(from + values.length * Float.BYTES);
        if (in.getInt() != CheckpointFormat.crc(bytes, from, values.length * Float.BYTES)) {
            throw new CheckpointFormatException("the values of " + name + " are damaged");
        }
        return values;
    }

    private List<String> texts() {
        var texts = new ArrayList<String>();
        for (int left = count(1); left > 0; left--) {
            texts.add(text());
        }
        return texts;
    }

    private String text() {
        byte[] utf8 = new byte[count(1)];
        in.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private boolean flag() {
        return in.get() != 0;
    }

    /** A number of things of at least so many bytes each, which must still be there. */
    private int count(int bytesEach) {
        int count = in.getInt();
        if (count < 0 || (long) count * bytesEach > in.remaining()) {
            throw new CheckpointFormatException("the checkpoint ends too early");
        }
        return count;
    }
}
