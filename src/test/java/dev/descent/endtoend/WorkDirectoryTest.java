package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.context.WebApplicationContext;

/** What Tomcat writes stands in the data directory, and what a killed process left there is neither kept nor served. */
class WorkDirectoryTest {

    @TempDir
    private Path data;

    @TempDir
    private Path files;

    @Test
    void uploads_and_the_document_root_stand_in_the_data_directory() throws IOException {
        try (var node = start()) {
            var tomcat = ((WebApplicationContext) node.context()).getServletContext();
            assertThat(((File) tomcat.getAttribute(ServletContext.TEMPDIR)).toPath()).startsWith(data);
            assertThat(Path.of(tomcat.getRealPath("/"))).startsWith(data).isEmptyDirectory();
            node.client().upload("small", Files.writeString(files.resolve("small.csv"), "a,b\n1,2\n"));
        }
    }

    @Test
    void what_a_killed_process_left_is_swept_and_disturbs_nobody() throws IOException {
        Path uploads;
        try (var node = start()) {
            uploads = ((File) ((WebApplicationContext) node.context()).getServletContext().getAttribute(ServletContext.TEMPDIR)).toPath();
        }
        Files.createDirectories(uploads);
        var left = Files.writeString(uploads.resolve("upload_1_2.tmp"), "a,b\n1,");
        var rows = Files.createFile(uploads.resolve("rows_3.tmp"));
        for (Path file : List.of(left, rows)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        }
        try (var node = start()) {
            assertThat(List.of(left, rows)).noneMatch(Files::exists);
            assertThat(node.client().get("/upload_1_2.tmp").status()).isEqualTo(404);
            node.client().upload("small", Files.writeString(files.resolve("small.csv"), "a,b\n1,2\n"));
        }
    }

    private Node start() {
        return Node.start(List.of("--descent.data-directory=" + data));
    }
}
