package dev.descent.support.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in hexadecimal, of bodies and of whole requests. */
final class Fingerprint {

    private Fingerprint() {}

    static String of(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String of(String method, String path, String contentHash) {
        return of((method + " " + path + "\n" + contentHash).getBytes(StandardCharsets.UTF_8));
    }
}
