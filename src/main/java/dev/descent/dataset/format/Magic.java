package dev.descent.dataset.format;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Knows files by their first bytes, whatever their names say. */
final class Magic {

    /** Enough for the mark of a tar archive at byte 257. */
    static final int BYTES = 512;

    private static final Map<String, String> ARCHIVES = Map.of("PK\3\4", "a ZIP archive", "PK\5\6", "a ZIP archive", "7z\u00bc\u00af'\u001c", "a 7z archive", "Rar!", "a RAR archive");

    private static final Map<String, String> FORMATS = Map.ofEntries(
            Map.entry("\u007fELF", "a program"), Map.entry("\u00ca\u00fe\u00ba\u00be", "a class file"), Map.entry("\u0089PNG", "an image"),
            Map.entry("\u00ff\u00d8\u00ff", "an image"), Map.entry("GIF8", "an image"), Map.entry("%PDF-", "a PDF document"),
            Map.entry("ARROW1", "an Arrow file"), Map.entry("\u0089HDF", "an HDF5 file"),
            Map.entry("SQLite format 3", "a database"), Map.entry("\u00d0\u00cf\u0011\u00e0", "an Office document"), Map.entry("\u00ac\u00ed\0\5", "serialized Java objects"),
            Map.entry("BZh", "compressed by bzip2"), Map.entry("\u00fd7zXZ", "compressed by xz"), Map.entry("\u0028\u00b5\u002f\u00fd", "compressed by Zstandard"),
            Map.entry("\u001f\u008b", "compressed twice"));

    private Magic() {}

    static boolean isGzip(byte[] start) {
        return start.length >= 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
    }

    static boolean isParquet(Upload upload) {
        try (var in = upload.open()) {
            return new String(in.readNBytes(4), StandardCharsets.ISO_8859_1).equals("PAR1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** NPY or IDX, plain or gzipped. */
    static boolean isTensor(Upload upload, SizeLimits limits) {
        try (var raw = upload.open()) {
            var start = raw.readNBytes(TensorHeader.START);
            if (isGzip(start)) {
                try (var unpacked = new GunzipStream(upload.open(), limits)) {
                    start = unpacked.readNBytes(TensorHeader.START);
                }
            }
            return TensorHeader.isNpy(start) || TensorHeader.isIdx(start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws Problem if these first bytes belong to something that is not a text */
    static void refuseForeign(byte[] start) {
        var text = new String(start, StandardCharsets.ISO_8859_1);
        ARCHIVES.forEach((mark, what) -> refuse(text.startsWith(mark), ProblemCode.ARCHIVES_NOT_SUPPORTED, "The file is " + what + "; send the CSV or JSON Lines file in it"));
        refuse(text.startsWith("ustar", 257), ProblemCode.ARCHIVES_NOT_SUPPORTED, "The file is a tar archive; send the CSV or JSON Lines file in it");
        FORMATS.forEach((mark, what) -> refuse(text.startsWith(mark), ProblemCode.UNSUPPORTED_FORMAT, "The file is " + what + "; send CSV, TSV JSON Lines, Parquet, NPY or IDX, plain or gzipped once"));
        refuse(text.startsWith("\u00ff\u00fe") || text.startsWith("\u00fe\u00ff"), ProblemCode.UNSUPPORTED_ENCODING, "The file is UTF-16; send UTF-8");
    }

    private static void refuse(boolean recognized, ProblemCode code, String detail) {
        if (recognized) {
            throw new Problem(code, detail);
        }
    }
}
