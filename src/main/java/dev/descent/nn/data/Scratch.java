package dev.descent.nn.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Where the encoded rows of one run lie: the first few megabytes on the heap, everything else in memory-mapped files, so that rows
 * need not fit into the heap. A file loses its name before anything is written to it: it is gone with {@link #close}, or with the process.
 */
public final class Scratch implements AutoCloseable {

    /** Rows up to this size, taken together, are not worth a file. */
    public static final long HEAP_BYTES = 4 << 20;

    /** How the names of files begin in their short life. */
    public static final String PREFIX = "rows_";

    /** A disk must not be filled to the brim: a database may stand on it. */
    private static final long SPARE_BYTES = 512L << 20;
    private static final int FLOATS_AT_ONCE = 1 << 16;
    private static final int BYTES_AT_ONCE = 1 << 20;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final Path directory;
    private final Interruption interruption;
    private long heapBytes = HEAP_BYTES;
    private long fileBytes;
    private Arena arena;

    /** What stands in the rows that are made, some of them at a time and in their order. */
    @FunctionalInterface
    public interface Content {

        /** @param block [count, stride] zeros, for the rows {@code first … first+count−1}; what lies between two rows stays zero */
        void fill(float[] block, int stride, int first, int count);
    }

    /** @param directory made when it is needed; null keeps everything on the heap, and then {@link #close} may be left out */
    public Scratch(Path directory) {
        this(directory, Interruption.NONE);
    }

    /** @param interruption asked while rows are written to a file */
    public Scratch(Path directory, Interruption interruption) {
        this.directory = directory;
        this.interruption = interruption;
    }

    /** Everything on the heap. */
    public static Scratch onHeap() {
        return new Scratch(null);
    }

    /** For what is given back earlier, in the same directory. */
    Scratch another() {
        return new Scratch(directory, interruption);
    }

    /**
     * Makes a matrix.
     *
     * @throws UncheckedIOException if the disk has no room for it, or the directory cannot be written
     */
    public Rows rows(int rows, int width, Content content) {
        long bytes = Rows.bytes(rows, width);
        if (directory == null || bytes <= heapBytes) {
            heapBytes -= bytes;
            float[] values = new float[length(bytes)];
            content.fill(values, Rows.stride(width), 0, rows);
            return new Rows(MemorySegment.ofArray(values), rows, width);
        }
        try {
            var values = file(rows, width, content);
            fileBytes += bytes;
            return new Rows(values, rows, width);
        } catch (IOException e) {
            throw new UncheckedIOException("The encoded rows take " + bytes + " bytes in the work directory, which could not be written;"
                    + " make room on its disk, or use fewer rows", e);
        }
    }

    /** What lies in files. */
    public long fileBytes() {
        return fileBytes;
    }

    /** Gives the files back. The rows must not be read any more. */
    @Override
    public void close() {
        if (arena != null) {
            arena.close();
        }
    }

    private static int length(long bytes) {
        long floats = bytes / Float.BYTES;
        if (floats > LARGEST_ARRAY) {
            throw new OutOfMemoryError("rows of " + bytes + " bytes do not fit into an array");
        }
        return (int) floats;
    }

    private MemorySegment file(int rows, int width, Content content) throws IOException {
        Files.createDirectories(directory);
        var file = Files.createTempFile(directory, PREFIX, ".tmp");
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            write(rows, width, content, new Output(channel, Files.getFileStore(directory), Rows.bytes(rows, width)));
            if (arena == null) {
                arena = Arena.ofShared();
            }
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    /** Stores into a mapping would be simpler, but each touches a page that the kernel may be writing, and a full disk would end the process. */
    private void write(int rows, int width, Content content, Output out) throws IOException {
        int stride = Rows.stride(width);
        int most = Math.clamp(FLOATS_AT_ONCE / Math.max(1, stride), 1, Math.max(1, rows));
        float[] block = new float[Math.multiplyExact(most, stride)];
        for (int first = 0; first < rows; first += most) {
            interruption.check();
            int count = Math.min(most, rows - first);
            Arrays.fill(block, 0);
            content.fill(block, stride, first, count);
            out.write(block, count * stride);
        }
    }

    private static final class Output {

        private final FileChannel channel;
        private final FileStore disk;
        private final ByteBuffer buffer;
        private long left;

        Output(FileChannel channel, FileStore disk, long bytes) {
            this.channel = channel;
            this.disk = disk;
            this.buffer = ByteBuffer.allocateDirect((int) Math.min(bytes, BYTES_AT_ONCE)).order(ByteOrder.nativeOrder());
            this.left = bytes;
        }

        void write(float[] values, int length) throws IOException {
            int most = buffer.capacity() / Float.BYTES;
            for (int from = 0; from < length; from += most) {
                int count = Math.min(most, length - from);
                if (disk.getUsableSpace() < left + SPARE_BYTES) {
                    throw new IOException("Less than " + SPARE_BYTES + " bytes would be left on the disk");
                }
                buffer.clear().limit(count * Float.BYTES);
                buffer.asFloatBuffer().put(values, from, count);
                while (buffer.hasRemaining()) {
                    left -= channel.write(buffer);
                }
            }
        }
    }
}
