package dev.descent.support.web;

import dev.descent.nn.data.Scratch;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Where Tomcat writes: uploads while they are read, and an empty directory that it takes for the root of its documents. Without this
 * both stand in the system's temporary directory under a new name each time, and stay there when the process is killed. The rows of
 * the runs that train lie here too, in files that have a name for an instant only.
 */
@Component
class WorkDirectory implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final Logger LOG = LoggerFactory.getLogger(WorkDirectory.class);
    private static final String LEFTOVER = "(upload_|" + Scratch.PREFIX + ").*\\.tmp";

    private final Path directory;

    WorkDirectory(@Value("${server.tomcat.basedir}") Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        File documents = directory.resolve("documents").toFile();
        if (!documents.isDirectory() && !documents.mkdirs()) {
            throw new IllegalStateException("The directory " + documents + " cannot be made; descent.data-directory must be writable");
        }
        factory.setDocumentRoot(documents);
    }

    /** Files that are older than this process are those of a process that was killed. */
    @EventListener(ApplicationReadyEvent.class)
    void sweep() {
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        for (Path file : leftovers()) {
            try {
                if (Files.getLastModifiedTime(file).toMillis() < started) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                LOG.warn("The unfinished file {} could not be removed; the next start will try again", file, e);
            }
        }
    }

    private List<Path> leftovers() {
        try (var files = Files.find(directory, 10, (file, attributes) -> attributes.isRegularFile() && file.getFileName().toString().matches(LEFTOVER))) {
            return files.toList();
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The directory {} could not be searched for unfinished files; the next start will try again", directory, e);
            return List.of();
        }
    }
}
