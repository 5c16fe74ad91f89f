package dev.descent.support.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for a Java that can run Descent: where the environment says, else in the places where installers put one. */
record JavaSearch(Map<String, String> environment, List<Path> places) {

    static final String VARIABLE = "DESCENT_JAVA_HOME";

    static JavaSearch ofThisMachine() {
        return new JavaSearch(System.getenv(), usualPlaces(Path.of(System.getProperty("java.home")), Path.of(System.getProperty("user.home"))));
    }

    /** DESCENT_JAVA_HOME is an order: where it is set nothing else is looked at. */
    Optional<JavaRuntime> find() {
        if (named(VARIABLE).isPresent()) return named(VARIABLE).flatMap(JavaRuntime::at).filter(JavaRuntime::runsDescent);
        return named("JAVA_HOME").flatMap(JavaRuntime::at).filter(JavaRuntime::runsDescent).or(this::nearest);
    }

    /** The oldest that will do is the one Descent was tested with; one with the vector module comes first. */
    private Optional<JavaRuntime> nearest() {
        return places.stream()
                .flatMap(JavaSearch::children)
                .flatMap(home -> Stream.of(home, home.resolve("Contents/Home")))
                .flatMap(home -> JavaRuntime.at(home).stream())
                .filter(JavaRuntime::runsDescent)
                .min(Comparator.comparing((JavaRuntime found) -> !found.hasVectorModule()).thenComparing(JavaRuntime::feature));
    }

    private Optional<Path> named(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank()).map(Path::of);
    }

    private static Stream<Path> children(Path place) {
        try (Stream<Path> children = Files.list(place)) {
            return children.sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static List<Path> usualPlaces(Path runningJava, Path userHome) {
        var places = new ArrayList<Path>();
        if (runningJava.getParent() != null) places.add(runningJava.getParent());
        places.add(Path.of("/usr/lib/jvm"));
        places.add(userHome.resolve(".sdkman/candidates/java"));
        places.add(userHome.resolve(".jdks"));
        places.add(Path.of("/Library/Java/JavaVirtualMachines"));
        return places.stream().distinct().toList();
    }
}
