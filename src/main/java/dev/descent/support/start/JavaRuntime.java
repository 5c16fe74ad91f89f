package dev.descent.support.start;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** An installed Java, as the {@code release} file in its directory describes it. */
record JavaRuntime(Path home, int feature, boolean hasVectorModule) {

    static final int REQUIRED = 25;
    static final String VECTOR_MODULE = "jdk.incubator.vector";

    static Optional<JavaRuntime> at(Path home) {
        if (!Files.isExecutable(java(home))) return Optional.empty();
        var release = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
            release.load(reader);
            int feature = Runtime.Version.parse(value(release, "JAVA_VERSION")).feature();
            boolean vector = value(release, "MODULES").contains(VECTOR_MODULE);
            return Optional.of(new JavaRuntime(home, feature, vector));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean runsDescent() {
        return feature >= REQUIRED;
    }

    Path java() {
        return java(home);
    }

    private static String value(Properties release, String name) {
        return release.getProperty(name, "").replace("\"", "");
    }

    private static Path java(Path home) {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return home.resolve("bin").resolve(windows ? "java.exe" : "java");
    }
}
