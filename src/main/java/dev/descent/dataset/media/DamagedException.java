package dev.descent.dataset.media;

/** A file that cannot be a row; the message goes on where "The file" began. */
public final class DamagedException extends RuntimeException {

    public DamagedException(String how) {
        super(how, null, false, false);
    }
}
