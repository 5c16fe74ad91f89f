package dev.descent.dataset.format;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.FileMetaData;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * Walks over the headers of all pages before any is unpacked: the reader believes what they say of their sizes, allocates it, and goes round in
 * circles where a page claims to be longer than its column. Headers are Thrift structs in the compact protocol; see parquet.thrift.
 */
final class ParquetPages {

    private static final int LARGEST_PAGE = 128 << 20;
    private static final int MOST_VALUES = 1 << 24;
    private static final int MOST_CHUNKS = 1_000_000;
    /** A small file may be packed as well as it likes. */
    private static final long FREE_BYTES = 4 << 20;

    private final Upload upload;
    private final SizeLimits limits;
    private long unpacked;

    ParquetPages(Upload upload, SizeLimits limits) {
        this.upload = upload;
        this.limits = limits;
    }

    /** @throws Problem decompressed-too-large. @throws IOException where a page and its column contradict each other */
    void check(FileMetaData file) throws IOException {
        long rows = 0;
        long chunks = 0;
        for (var group : file.rowGroups()) {
            rows = Math.addExact(rows, group.numRows());
            chunks += group.columns().size();
            if (chunks > MOST_CHUNKS) {
                throw new Problem(ProblemCode.DATASET_TOO_LARGE, "A Parquet file may have at most " + MOST_CHUNKS + " pieces of columns, " + group.columns().size() + " in each row group");
            }
            for (var chunk : group.columns()) {
                agree(chunk.metaData().numValues() == group.numRows());
                walk(chunk);
            }
        }
        agree(rows == file.numRows());
    }

    private void walk(ColumnChunk chunk) throws IOException {
        long left = chunk.metaData().totalCompressedSize();
        agree(chunk.chunkStartOffset() >= 0 && left >= 0 && chunk.chunkStartOffset() <= upload.bytes() - left);
        try (var in = new Counted(new BufferedInputStream(upload.open()))) {
            in.skipNBytes(chunk.chunkStartOffset());
            long end = chunk.chunkStartOffset() + left;
            for (long values = 0; values < chunk.metaData().numValues(); ) {
                var page = new Page();
                page.read(in, 0);
                agree(page.packed >= 0 && page.unpacked >= 0 && in.position + page.packed <= end && page.values >= 0);
                agree(!page.isDictionary || page.values <= page.unpacked);
                count(page);
                values += page.isDictionary ? 0 : page.values;
                in.skipNBytes(page.packed);
            }
        }
    }

    private void count(Page page) {
        unpacked += page.unpacked;
        long ratio = unpacked / Math.max(1, upload.bytes());
        if (unpacked > limits.bytes() || unpacked > FREE_BYTES && ratio > limits.unpackedRatio() || page.unpacked > LARGEST_PAGE || page.values > MOST_VALUES) {
            throw new Problem(ProblemCode.DECOMPRESSED_TOO_LARGE, "The file unpacks to more than " + limits.bytes() + " bytes or more than " + limits.unpackedRatio()
                    + " times its size, or one of its pages to more than " + LARGEST_PAGE + " bytes or " + MOST_VALUES + " values",
                    List.of(), Map.of("limit", limits.bytes(), "actual", unpacked, "ratio", ratio));
        }
    }

    private static void agree(boolean right) throws IOException {
        if (!right) {
            throw new IOException("A page and its column contradict each other");
        }
    }

    /** The fields of a page header that say how large it is. */
    private static final class Page {

        private static final int DEEPEST = 8;
        private long unpacked = -1;
        private long packed = -1;
        private long values = -1;
        private boolean isDictionary;

        /** @param within the field whose struct this is; 0 for the header itself */
        void read(Counted in, int within) throws IOException {
            int id = 0;
            for (int head = in.one(); head != 0; head = in.one()) {
                id = head >>> 4 == 0 ? (int) in.zigzag() : id + (head >>> 4);
                int type = head & 15;
                if (type == 5) {
                    keep(within, id, in.zigzag());
                } else if (type == 12 && within == 0) {
                    isDictionary |= id == 7;
                    read(in, id);
                } else {
                    skip(in, type, 0);
                }
            }
        }

        /** The sizes are 2 and 3 of the header; the number of values is 1 of a data page (5), a dictionary (7) and a data page of version 2 (8). */
        private void keep(int within, int id, long value) {
            if (within == 0 && id == 2) {
                unpacked = value;
            } else if (within == 0 && id == 3) {
                packed = value;
            } else if ((within == 5 || within == 7 || within == 8) && id == 1) {
                values = value;
            }
        }

        private static void skip(Counted in, int type, int depth) throws IOException {
            agree(depth < DEEPEST);
            switch (type) {
                case 1, 2 -> { }
                case 3 -> in.one();
                case 4, 5, 6 -> in.zigzag();
                case 7 -> in.skipNBytes(8);
                case 8 -> in.skipNBytes(in.varint());
                case 12 -> {
                    for (int head = in.one(); head != 0; head = in.one()) {
                        if (head >>> 4 == 0) {
                            in.zigzag();
                        }
                        skip(in, head & 15, depth + 1);
                    }
                }
                default -> throw new IOException("A page header has a field of type " + type);
            }
        }
    }

    private static final class Counted implements AutoCloseable {

        private final InputStream in;
        private long position;

        Counted(InputStream in) {
            this.in = in;
        }

        int one() throws IOException {
            int b = in.read();
            if (b < 0) {
                throw new EOFException();
            }
            position++;
            return b;
        }

        long varint() throws IOException {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                int b = one();
                value |= (b & 0x7fL) << shift;
                if (b < 0x80) {
                    return value;
                }
            }
            throw new IOException("A number has no end");
        }

        long zigzag() throws IOException {
            long value = varint();
            return value >>> 1 ^ -(value & 1);
        }

        void skipNBytes(long count) throws IOException {
            agree(count >= 0);
            in.skipNBytes(count);
            position += count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
