package dev.descent.support.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class MemoryLostTest {

    /** A JVM of its own, since it is to end. */
    static final class Victim {

        public static void main(String[] arguments) {
            new MemoryLost().adjudicate(new SQLException("General error", new IllegalStateException(new OutOfMemoryError("Capacity: 53747712"))));
        }
    }

    @Test
    void a_database_without_memory_ends_the_process() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Victim.class.getName())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(process.waitFor()).isEqualTo(3);
    }

    @Test
    void any_other_failure_is_left_to_the_pool() {
        assertThat(new MemoryLost().adjudicate(new SQLException("refused", "08006"))).isEqualTo(SQLExceptionOverride.Override.CONTINUE_EVICT);
    }
}
