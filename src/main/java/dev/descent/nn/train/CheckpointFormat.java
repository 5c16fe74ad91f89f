package dev.descent.nn.train;

import dev.descent.nn.data.Encoding;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Checkpoints as bytes: magic, format and numerics version, preprocessing, progress, weights (each tensor with its CRC-32C,
 * float32 little-endian), and a footer of the total length and the SHA-256 of all before it.
 */
public final class CheckpointFormat {

    /** Rises when the same spec, data and seed no longer give the same bits. */
    public static final int NUMERICS_VERSION = 2;

    static final int MAGIC = 0x44534350;
    /** 2 says since when the optimizer's state is kept; 1 is read as well. */
    static final int VERSION = 2;
    static final int FOOTER_BYTES = Long.BYTES + 32;

    private CheckpointFormat() {}

    /** @param numericsVersion of the service that wrote it */
    public record Content(Checkpoint checkpoint, int numericsVersion) {}

    public static byte[] write(Checkpoint checkpoint) {
        return write(checkpoint, VERSION, NUMERICS_VERSION);
    }

    static byte[] write(Checkpoint checkpoint, int version, int numericsVersion) {
        var bytes = new Bytes(estimate(checkpoint));
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(version);
            out.writeInt(numericsVersion);
            writeEncodings(out, checkpoint.preprocessing().features());
            writeEncodings(out, checkpoint.preprocessing().targets());
            writeState(out, checkpoint.model());
            out.writeBoolean(checkpoint.bestOrNull() != null);
            if (checkpoint.bestOrNull() != null) {
                writeState(out, checkpoint.bestOrNull());
            }
            out.writeBoolean(checkpoint.progress() != null);
            if (checkpoint.progress() != null) {
                writeProgress(out, checkpoint.progress(), version);
            }
            byte[] digest = sha256(bytes.buffer(), bytes.size());
            out.writeLong(bytes.size() + FOOTER_BYTES);
            out.write(digest);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    /** A stream that can be read without a copy: a checkpoint may be a good part of the memory there is. */
    private static final class Bytes extends ByteArrayOutputStream {

        Bytes(int size) {
            super(size);
        }

        byte[] buffer() {
            return buf;
        }
    }

    /** What the numbers take and something for the names, so that the stream does not grow by copying. */
    private static int estimate(Checkpoint checkpoint) {
        long values = values(checkpoint.model()) + (checkpoint.bestOrNull() == null ? 0 : values(checkpoint.bestOrNull()));
        if (checkpoint.progress() != null) {
            values += checkpoint.progress().slots().values().stream().mapToLong(slot -> slot.length).sum();
        }
        return (int) Math.min(Integer.MAX_VALUE - 8, Float.BYTES * values + (64 << 10));
    }

    private static long values(ModelState state) {
        return state.tensors().values().stream().mapToLong(tensor -> tensor.values().length).sum();
    }

    /** @throws CheckpointFormatException if a bit differs from what was written, or the format is of another version */
    public static Checkpoint read(byte[] bytes) {
        return new CheckpointReader(bytes).read().checkpoint();
    }

    /**
     * @param sha256 hexadecimal, as it was put on record for these bytes: a whole checkpoint in the place of another is refused, too
     * @throws CheckpointFormatException as {@link #read}
     */
    public static Content open(byte[] bytes, String sha256) {
        if (!HexFormat.of().formatHex(sha256(bytes, bytes.length)).equals(sha256)) {
            throw new CheckpointFormatException("the checkpoint is not the one on record");
        }
        return new CheckpointReader(bytes).read();
    }

    static byte[] sha256(byte[] bytes, int length) {
        var digest = sha256();
        digest.update(bytes, 0, length);
        return digest.digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static int crc(byte[] bytes, int from, int length) {
        var crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    private static void writeEncodings(DataOutputStream out, List<Encoding> encodings) throws IOException {
        out.writeInt(encodings.size());
        for (Encoding encoding : encodings) {
            switch (encoding) {
                case Encoding.Scaled(var column, var shift, var scale, var missing) -> {
                    out.writeByte(0);
                    writeText(out, column);
                    out.writeDouble(shift);
                    out.writeDouble(scale);
                    out.writeDouble(missing);
                }
                case Encoding.OneHot(var column, var categories) -> {
                    out.writeByte(1);
                    writeText(out, column);
                    writeTexts(out, categories);
                }
                case Encoding.Index(var column, var categories) -> {
                    out.writeByte(3);
                    writeText(out, column);
                    writeTexts(out, categories);
                }
                case Encoding.Classes(var column, var labels, var numeric) -> {
                    out.writeByte(2);
                    writeText(out, column);
                    writeTexts(out, labels);
                    out.writeBoolean(numeric);
                }
            }
        }
    }

    private static void writeState(DataOutputStream out, ModelState state) throws IOException {
        out.writeInt(state.epoch());
        out.writeInt(state.metrics().size());
        for (Map.Entry<String, Double> metric : state.metrics().entrySet()) {
            writeText(out, metric.getKey());
            out.writeDouble(metric.getValue());
        }
        out.writeInt(state.tensors().size());
        for (Map.Entry<String, Tensor> tensor : state.tensors().entrySet()) {
            writeText(out, tensor.getKey());
            out.writeInt(tensor.getValue().dims().size());
            for (int dim : tensor.getValue().dims()) {
                out.writeInt(dim);
            }
            writeFloats(out, tensor.getValue().values());
        }
    }

    private static void writeProgress(DataOutputStream out, Progress progress, int version) throws IOException {
        out.writeInt(progress.batch());
        out.writeLong(progress.step());
        if (version > 1) {
            out.writeLong(progress.stateSince());
        }
        out.writeDouble(progress.lossSum());
        out.writeDouble(progress.normSum());
        out.writeLong(progress.correct());
        out.writeLong(progress.rows());
        out.writeDouble(progress.learningRate());
        out.writeLong(progress.epochNanos());
        out.writeLong(progress.runNanos());
        out.writeDouble(progress.bestValue());
        out.writeDouble(progress.stoppingBest());
        out.writeInt(progress.epochsWithout());
        out.writeDouble(progress.plateauBest());
        out.writeInt(progress.plateauWithout());
        out.writeInt(progress.plateaus());
        out.writeInt(progress.slots().size());
        for (Map.Entry<String, float[]> slot : progress.slots().entrySet()) {
            writeText(out, slot.getKey());
            writeFloats(out, slot.getValue());
        }
    }

    private static void writeTexts(DataOutputStream out, Collection<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            writeText(out, text);
        }
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static void writeFloats(DataOutputStream out, float[] values) throws IOException {
        var payload = ByteBuffer.allocate(Math.multiplyExact(4, values.length)).order(ByteOrder.LITTLE_ENDIAN);
        payload.asFloatBuffer().put(values);
        out.writeInt(values.length);
        out.write(payload.array());
        out.writeInt(crc(payload.array(), 0, payload.capacity()));
    }
}
