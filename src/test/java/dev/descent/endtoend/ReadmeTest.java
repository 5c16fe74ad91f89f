package dev.descent.endtoend;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

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
        assertThat(said).contains("\"predictions\":[{\"label\":\"setosa\"").contains("\"rows\":150").contains("epoch,trainLoss,valLoss").contains("\"status\":\"SUCCEEDED\"").contains("confusionMatrix")
                .contains("\"gradients\":{\"x\":-4.0,\"y\":-4.0,\"z\":3.0}").contains("\"converged\":true").contains("\"loss\":81.0");
    }

    @Test
    void the_configuration_table_names_every_property_with_its_default() throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var rows = new ArrayList<String>();
        for (var type : new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.descent")) {
            if (type.isAnnotatedWith(ConfigurationProperties.class)) {
                var prefix = type.getAnnotationOfType(ConfigurationProperties.class).value();
                for (var property : type.reflect().getRecordComponents()) rows.add(rowOf(prefix, property));
            }
        }
        assertThat(rows).hasSizeGreaterThan(15).allSatisfy(row -> assertThat(readme).contains(row));
    }

    /** The beginning of a property's row; a default that no annotation states is left open. */
    private static String rowOf(String prefix, RecordComponent property) {
        var name = prefix + "." + property.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        var constructor = property.getDeclaringRecord().getDeclaredConstructors()[0];
        var standard = Stream.of(constructor.getParameters()).filter(parameter -> parameter.getName().equals(property.getName())).findFirst().orElseThrow().getAnnotation(DefaultValue.class);
        return "| `" + name + "` | " + (standard == null || standard.value().length == 0 ? "" : "`" + standard.value()[0] + "` |");
    }

    /** All bash blocks from the heading of the tour to the end of the look inside. */
    private static String tourOf(String readme) {
        var tour = readme.split("(?m)^## .*tour.*$", 2)[1].split("(?m)^## Watching it", 2)[0];
        return Pattern.compile("(?ms)^```bash\n(.*?)^```").matcher(tour).results().map(block -> block.group(1)).filter(ReadmeTest::canRun).collect(joining("\n"));
    }

    private static boolean canRun(String block) {
        boolean can = !block.startsWith("python3 ") || Program.isThere("python3");
        if (!can) {
            System.out.println("SKIPPED: of the README what begins with " + block.lines().findFirst().orElse("") + " was not tried, since there is no Python");
        }
        return can;
    }
}
