package dev.descent.support.web;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What a client says its body is, {@code Content-Digest: sha-256=:…:} (RFC 9530), and what has come of it. */
public final class ContentDigest {

    public static final String HEADER = "Content-Digest";

    static final String ATTRIBUTE = ContentDigest.class.getName();
    private static final Pattern MEMBER = Pattern.compile("\\s*(sha-256|sha-512)=:([A-Za-z0-9+/]+={0,2}):\\s*");

    private final Map<MessageDigest, byte[]> expected = new LinkedHashMap<>();

    private ContentDigest() {}

    /** @throws IllegalArgumentException if it cannot be read, or names no algorithm that is known here */
    static ContentDigest of(String header) {
        var digest = new ContentDigest();
        for (String member : header.split(",")) {
            var form = MEMBER.matcher(member);
            if (form.matches()) {
                digest.expected.put(algorithm(form.group(1)), Base64.getDecoder().decode(form.group(2)));
            }
        }
        if (digest.expected.isEmpty()) {
            throw new IllegalArgumentException();
        }
        return digest;
    }

    /** Leaves the buffer as it is. */
    void update(ByteBuffer read) {
        expected.keySet().forEach(digest -> digest.update(read.duplicate()));
    }

    /**
     * To be called once the whole body has been asked for, before anything is stored.
     *
     * @throws Problem checksum-mismatch; invalid-parameter if the header cannot be read
     */
    public static void check(HttpServletRequest request) {
        if (request.getHeader(HEADER) == null) {
            return;
        }
        if (!(request.getAttribute(ATTRIBUTE) instanceof ContentDigest digest)) {
            throw new Problem(ProblemCode.INVALID_PARAMETER, HEADER + " must be sha-256=:…: or sha-512=:…:, with the digest of the body in base64 (RFC 9530)");
        }
        drain(request);
        digest.expected.forEach((found, wanted) -> {
            if (!MessageDigest.isEqual(found.digest(), wanted)) {
                throw new Problem(ProblemCode.CHECKSUM_MISMATCH, "The body that arrived has another " + found.getAlgorithm() + " than " + HEADER
                        + " says; nothing was stored, send it again");
            }
        });
    }

    /** Behind the last boundary of a multipart body there may be more, which belongs to it. */
    private static void drain(HttpServletRequest request) {
        try {
            var rest = request.getInputStream();
            var buffer = new byte[8192];
            while (rest.read(buffer) >= 0) {
                // Only to be counted in.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest algorithm(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has it", e);
        }
    }
}
