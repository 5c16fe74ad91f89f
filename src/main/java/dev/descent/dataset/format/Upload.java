package dev.descent.dataset.format;

import java.io.IOException;
import java.io.InputStream;

/** A file that was sent and spooled: it can be opened more than once. */
public interface Upload {

    InputStream open() throws IOException;

    /** As received. */
    long bytes();
}
