package dev.descent.support.security;

import dev.descent.support.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a client shows: {@code dk_}, ten characters by which the key is found, and 256 random bits. It is never written anywhere. */
final class KeyText {

    private static final Pattern FORM = Pattern.compile("dk_([0-9a-v]{10})_[0-9a-v]{52}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Stands for whatever has not the form; nobody's key begins like it. */
    static final KeyText NONE = new KeyText("", "-");

    private final String text;
    private final String prefix;

    private KeyText(String text, String prefix) {
        this.text = text;
        this.prefix = prefix;
    }

    static KeyText next() {
        return of("dk_" + random(50, 10) + "_" + random(256, 52)).orElseThrow();
    }

    /** Empty where it has not the form of a key. */
    static Optional<KeyText> of(String text) {
        var form = FORM.matcher(text);
        return form.matches() ? Optional.of(new KeyText(text, form.group(1))) : Optional.empty();
    }

    String prefix() {
        return prefix;
    }

    String digest() {
        return Sha256.hex(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** To be shown once. */
    String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "dk_" + prefix + "_…";
    }

    private static String random(int bits, int characters) {
        var digits = new BigInteger(bits, RANDOM).toString(32);
        return "0".repeat(characters - digits.length()) + digits;
    }
}
