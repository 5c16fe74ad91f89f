package dev.descent.dataset.format;

import dev.descent.nn.spec.SpecProblem;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The characters of an uploaded file: unpacked, without byte order mark, strictly UTF-8, and refused where they are no text. */
final class UploadedText {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final Upload upload;
    private final SizeLimits limits;

    UploadedText(Upload upload, SizeLimits limits) {
        limits.checkBytes(upload.bytes());
        this.upload = upload;
        this.limits = limits;
    }

    Reader open() throws IOException {
        return new InputStreamReader(new WithoutNul(bytes()), StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** What should be UTF-8: unpacked, without byte order mark, and not looked at yet. */
    InputStream bytes() throws IOException {
        var raw = new BufferedInputStream(upload.open());
        try {
            raw.mark(2);
            boolean gzip = Magic.isGzip(raw.readNBytes(2));
            raw.reset();
            var plain = new PushbackInputStream(gzip ? new GunzipStream(raw, limits) : raw, Magic.BYTES);
            var start = plain.readNBytes(Magic.BYTES);
            Magic.refuseForeign(start);
            int skipped = startsWithMark(start) ? BYTE_ORDER_MARK.length : 0;
            plain.unread(start, skipped, start.length - skipped);
            return plain;
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** The first characters, fewer where the file is shorter. */
    String start(int characters) {
        try (var reader = open()) {
            var buffer = new char[characters];
            int n = 0;
            for (int read; n < characters && (read = reader.read(buffer, n, characters - n)) >= 0;) {
                n += read;
            }
            return new String(buffer, 0, n);
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    /** What a failure while reading means to the sender. Parsers wrap what the streams throw. */
    RuntimeException refusal(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem;
            }
            if (cause instanceof CharacterCodingException) {
                return notUtf8();
            }
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new UncheckedIOException((IOException) failure);
    }

    /** Looks for the place once more: a reader has read on before it complains. */
    private Problem notUtf8() {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.allocate(8192);
        var out = CharBuffer.allocate(8192);
        long line = 1;
        try (var bytes = bytes()) {
            for (int n = 0; n >= 0; in.compact()) {
                n = bytes.read(in.array(), in.position(), in.remaining());
                in.position(in.position() + Math.max(0, n)).flip();
                int from = in.position();
                var result = decoder.decode(in, out.clear(), n < 0);
                for (int i = from; i < in.position(); i++) {
                    line += in.get(i) == '\n' ? 1 : 0;
                }
                if (result.isError()) {
                    return new Problem(ProblemCode.UNSUPPORTED_ENCODING, "line " + line + ": the byte 0x" + Integer.toHexString(in.get(in.position()) & 0xff).toUpperCase(Locale.ROOT)
                            + " is not UTF-8; a file in Latin-1 or Windows-1252 must be saved as UTF-8",
                            List.of(new SpecProblem("/file/line/" + line, ProblemCode.UNSUPPORTED_ENCODING.slug(), "is not UTF-8")), Map.of());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Problem(ProblemCode.UNSUPPORTED_ENCODING, "The file is not UTF-8");
    }

    private static boolean startsWithMark(byte[] start) {
        return start.length >= 3 && Arrays.equals(start, 0, 3, BYTE_ORDER_MARK, 0, 3);
    }

    private static final class WithoutNul extends FilterInputStream {

        WithoutNul(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = super.read(target, offset, length);
            for (int i = offset; i < offset + n; i++) {
                if (target[i] == 0) {
                    throw new Problem(ProblemCode.UNSUPPORTED_ENCODING, "The file has NUL bytes: it is no UTF-8 text");
                }
            }
            return n;
        }
    }
}
