package dev.descent.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the bill of materials of the packaged service. */
class LicencesIT {

    private static final Path LIST = Path.of("src/main/resources/META-INF/third-party.txt");

    /** One of them is enough: several licences of a library are a choice. */
    private static final Set<String> ACCEPTED = Set.of("Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "EPL-2.0", "MPL-2.0", "CC0-1.0");

    @Test
    void every_library_in_the_jar_is_in_the_list_under_a_licence_that_is_accepted() throws IOException {
        var found = libraries();
        if (Boolean.getBoolean("descent.licences.write")) {
            Files.writeString(LIST, String.join("\n", lines(found)) + "\n");
        }
        assertThat(found).allSatisfy(library -> assertThat(library.licences()).as(library.name()).containsAnyElementsOf(ACCEPTED));
        assertThat(Files.readAllLines(LIST)).as("renewed by ./mvnw verify -Dtest=none -Dit.test=LicencesIT -Dsurefire.failIfNoSpecifiedTests=false -Ddescent.licences.write=true").isEqualTo(lines(found));
    }

    /** Without versions: those are in the bill of materials beside it. */
    private record Library(String name, List<String> licences) {}

    private static List<String> lines(List<Library> libraries) {
        return libraries.stream().map(library -> library.name() + " " + String.join(" or ", library.licences())).toList();
    }

    private static List<Library> libraries() throws IOException {
        try (var jar = new JarFile(System.getProperty("descent.jar"))) {
            var bill = jar.getEntry("META-INF/sbom/application.cdx.json");
            assumeTrue(bill != null, "the jar was built offline, where CycloneDX writes no bill of materials");
            var components = new JsonMapper().readTree(jar.getInputStream(bill)).get("components");
            return components.valueStream().map(LicencesIT::library).sorted(Comparator.comparing(Library::name)).distinct().toList();
        }
    }

    private static Library library(JsonNode component) {
        var licences = component.path("licenses").valueStream().flatMap(LicencesIT::names).filter(Objects::nonNull).sorted().toList();
        return new Library(component.path("group").stringValue("") + ":" + component.get("name").stringValue(), licences);
    }

    private static Stream<String> names(JsonNode choice) {
        var licence = choice.path("license");
        var name = licence.path("id").stringValue(licence.path("name").stringValue(null));
        return name != null ? Stream.of(name) : Stream.of(choice.path("expression").stringValue("").split(" OR "));
    }
}
