package dev.descent.support.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where an embedded database keeps everything. */
record DatabaseFile(Path path) {

    private static final String PREFIX = "jdbc:h2:";

    static boolean isEmbedded(String url) {
        return url.startsWith(PREFIX);
    }

    /** Empty for a database in memory or on another machine. */
    static Optional<DatabaseFile> of(String url) {
        if (!isEmbedded(url)) {
            return Optional.empty();
        }
        var name = url.substring(PREFIX.length()).replaceFirst(";.*", "").replaceFirst("^async:", "").replaceFirst("^file:", "");
        return name.matches("(mem|tcp|ssl|zip|nio\\w*|split|retry):.*") ? Optional.empty()
                : Optional.of(new DatabaseFile(Path.of(name.replaceFirst("^~", System.getProperty("user.home")) + ".mv.db").toAbsolutePath().normalize()));
    }

    Path directory() {
        return path.getParent();
    }

    /** Asked before the database is opened, which would create it. */
    boolean hasContent() throws IOException {
        return Files.exists(path) && Files.size(path) > 0;
    }
}
