package dev.descent.dataset.format;

import dev.descent.dataset.media.Medium;
import dev.descent.dataset.media.Picture;
import dev.descent.dataset.media.Sound;

/** What is asked for where a file is a picture or a sound. */
final class MediaOptions {

    private MediaOptions() {}

    /** How to read a file that begins like this; null where it is neither a picture nor a sound. */
    static Medium of(byte[] start, ReadOptions options) {
        return switch (Medium.of(start)) {
            case null -> null;
            case Picture open -> options.image() == null ? open : options.image();
            case Sound open -> options.sound() == null ? open : options.sound();
        };
    }

    static String nameOf(Medium medium) {
        return switch (medium) {
            case Picture _ -> "image";
            case Sound _ -> "sound";
        };
    }
}
