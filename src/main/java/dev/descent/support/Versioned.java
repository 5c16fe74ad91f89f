package dev.descent.support;

/** A resource that tells its versions apart: answers carry it as {@code ETag}, and a change may ask for it with {@code If-Match}. */
public interface Versioned {

    /** Another one after each change that a client can ask for; letters and digits. */
    String version();
}
