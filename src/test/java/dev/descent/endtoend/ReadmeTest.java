package dev.descent.endtoend;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executes the commands of the README's tour as a newcomer would, so that they cannot rot. */
class ReadmeTest extends EndToEnd {

    @TempDir
    Path directory;

    @Test
    void the_tour_ends_with_a_flower_that_is_recognized() throws IOException, InterruptedException {
        var readme = Files.readString(Path.of("README.md"));
        var output = directory.resolve("output");
        var bash = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", tourOf(readme)).redirectErrorStream(true).redirectOutput(output.toFile());
        bash.environment().put("DESCENT", descent.base());
        var process = bash.start();
        var ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();

        var said = Files.readString(output);
        assertThat(ended).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).contains("\"label\":\"setosa\"").contains("\"rows\":150").contains("epoch,trainLoss,valLoss").contains("\"status\":\"SUCCEEDED\"").contains("confusionMatrix");
    }

    /** All bash blocks under the heading of the tour. */
    private static String tourOf(String readme) {
        var tour = readme.split("(?m)^## .*tour.*$", 2)[1].split("(?m)^## ", 2)[0];
        return Pattern.compile("(?ms)^```bash\n(.*?)^```").matcher(tour).results().map(block -> block.group(1)).collect(joining("\n"));
    }
}
