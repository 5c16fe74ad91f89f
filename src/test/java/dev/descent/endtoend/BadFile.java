package dev.descent.endtoend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that nobody should send, and some that look like them. */
final class BadFile {

    private BadFile() {}

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Each character a byte: for marks such as {@code \u007fELF}. */
    static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] gzip(byte[] content) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** @param name of the one member, such as {@code ../evil.csv} */
    static byte[] zip(String name, byte[] content) {
        var packed = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(packed)) {
            out.putNextEntry(new ZipEntry(name));
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** One member of the ustar format (POSIX.1-1988): '0' is a file, '2' a symbolic link. */
    static byte[] tar(String name, char kind, String target) {
        var block = new byte[1536];
        put(block, 0, name);
        put(block, 100, "0000644\0" + "0000000\0".repeat(2) + "00000000000\0".repeat(2) + "        " + kind + target);
        put(block, 257, "ustar\00000");
        int sum = 0;
        for (int i = 0; i < 512; i++) sum += block[i];
        put(block, 148, "%06o\0 ".formatted(sum));
        return block;
    }

    static byte[] twice(byte[] bytes) {
        var twice = Arrays.copyOf(bytes, 2 * bytes.length);
        System.arraycopy(bytes, 0, twice, bytes.length, bytes.length);
        return twice;
    }

    static byte[] without(byte[] bytes, int last) {
        return Arrays.copyOf(bytes, bytes.length - last);
    }

    private static void put(byte[] block, int at, String text) {
        System.arraycopy(bytes(text), 0, block, at, text.length());
    }
}
