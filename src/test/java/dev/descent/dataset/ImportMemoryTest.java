package dev.descent.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.dataset.format.ReadOptions;
import dev.descent.dataset.format.SizeLimits;
import dev.descent.dataset.format.Upload;
import dev.descent.dataset.format.UploadedFile;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Whatever the size of a file, importing it takes less than 16 MiB of heap. The database's page cache, a constant of its own, is kept small here. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ActiveProfiles("test")
class ImportMemoryTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final int FILE_BYTES = 40 * MEBIBYTE;
    private static final int SAMPLED_EVERY = 5 * MEBIBYTE;

    @TempDir
    static Path directory;

    @Autowired
    DatasetImport imports;

    @Autowired
    SizeLimits limits;

    @DynamicPropertySource
    static void data(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> "jdbc:h2:async:" + directory.resolve("db") + ";WRITE_DELAY=0;MODE=PostgreSQL;CACHE_SIZE=1024");
    }

    @Test
    void the_live_heap_grows_by_less_than_16_mebibytes() {
        create("warm", MEBIBYTE);
        long before = liveHeap();
        var stream = create("large", FILE_BYTES);
        assertThat(stream.mostLive - before).isLessThan(16L * MEBIBYTE);
    }

    private Generated create(String name, int bytes) {
        var file = new Generated(bytes);
        imports.publish(imports.store(new NewDataset(name, name, UploadedFile.read(file, ReadOptions.none(), limits), ReadOptions.none())));
        return file;
    }

    private static long liveHeap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Ten columns of numbers and one of words, made while they are read; the heap is measured on the way. */
    private static final class Generated implements Upload {

        private final int bytes;
        private long mostLive;

        Generated(int bytes) {
            this.bytes = bytes;
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public InputStream open() {
            return new InputStream() {

                private byte[] line = "a,b,c,d,e,f,g,h,i,j,word\n".getBytes(StandardCharsets.UTF_8);
                private int at;
                private long given;
                private long seed = 1;

                @Override
                public int read() {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0];
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    if (given >= bytes && at == line.length) {
                        return -1;
                    }
                    if (at == line.length) {
                        next();
                    }
                    int n = Math.min(length, line.length - at);
                    System.arraycopy(line, at, target, offset, n);
                    at += n;
                    if (given / SAMPLED_EVERY != (given + n) / SAMPLED_EVERY) {
                        mostLive = Math.max(mostLive, liveHeap());
                    }
                    given += n;
                    return n;
                }

                private void next() {
                    var text = new StringBuilder();
                    for (int c = 0; c < 10; c++) {
                        seed = seed * 6364136223846793005L + 1442695040888963407L;
                        text.append((seed >>> 40) / 1000.0).append(',');
                    }
                    line = text.append('w').append((seed >>> 33) % 20_000).append('\n').toString().getBytes(StandardCharsets.UTF_8);
                    at = 0;
                }
            };
        }
    }
}
