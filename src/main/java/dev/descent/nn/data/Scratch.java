package dev.descent.nn.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

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
    private static final int ZEROS_AT_ONCE = 1 << 20;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final Path directory;
    private long heapBytes = HEAP_BYTES;
    private Arena arena;

    /** @param directory made when it is needed; null keeps everything on the heap, and then {@link #close} may be left out */
    public Scratch(Path directory) {
        this.directory = directory;
    }

    /** Everything on the heap. */
    public static Scratch onHeap() {
        return new Scratch(null);
    }

    /**
     * A matrix of zeros.
     *
     * @throws UncheckedIOException if the disk has no room for it, or the directory cannot be written
     */
    public Rows rows(int rows, int width) {
        long bytes = Rows.bytes(rows, width);
        if (directory == null || bytes <= heapBytes) {
            heapBytes -= bytes;
            return new Rows(array(bytes), rows, width);
        }
        try {
            return new Rows(file(bytes), rows, width);
        } catch (IOException e) {
            throw new UncheckedIOException("The encoded rows take " + bytes + " bytes in the work directory, which could not be written; make room on its disk, or use fewer rows", e);
        }
    }

    /** Gives the files back. The rows must not be read any more. */
    @Override
    public void close() {
        if (arena != null) {
            arena.close();
        }
    }

    private static MemorySegment array(long bytes) {
        long floats = bytes / Float.BYTES;
        if (floats > LARGEST_ARRAY) {
            throw new OutOfMemoryError("rows of " + bytes + " bytes do not fit into an array");
        }
        return MemorySegment.ofArray(new float[(int) floats]);
    }

    private MemorySegment file(long bytes) throws IOException {
        Files.createDirectories(directory);
        var file = Files.createTempFile(directory, PREFIX, ".tmp");
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            reserve(channel, bytes);
            if (arena == null) {
                arena = Arena.ofShared();
            }
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena);
        }
    }

    /** Writes zeros: a disk without room says so here. In a file with holes it would end the process on the first store into one. */
    private void reserve(FileChannel channel, long bytes) throws IOException {
        var disk = Files.getFileStore(directory);
        var zeros = ByteBuffer.allocateDirect((int) Math.min(bytes, ZEROS_AT_ONCE));
        for (long left = bytes; left > 0; ) {
            if (disk.getUsableSpace() < left + SPARE_BYTES) {
                throw new IOException("Less than " + SPARE_BYTES + " bytes would be left on the disk");
            }
            zeros.clear().limit((int) Math.min(left, zeros.capacity()));
            left -= channel.write(zeros);
        }
    }
}
