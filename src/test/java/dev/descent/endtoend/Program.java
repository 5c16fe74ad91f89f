package dev.descent.endtoend;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A program that a package of Debian brings. Where it is missing the test is skipped aloud; where {@code .ci/run} has installed its package, that is a failure. */
final class Program {

    private static final List<String> INSTALLED = Arrays.asList(Optional.ofNullable(System.getenv("DESCENT_TEST_PROGRAMS")).orElse("").split(" "));

    private Program() {}

    /** @param names of which one is enough; @param debianPackage that brings it; @param untried what is not shown without it */
    static File find(String debianPackage, String untried, String... names) {
        return onPath(names).orElseGet(() -> missing(debianPackage, untried));
    }

    static boolean isThere(String name) {
        return onPath(name).isPresent();
    }

    private static Optional<File> onPath(String... names) {
        return Stream.of(names).flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(directory -> new File(directory, name)))
                .filter(File::canExecute).findFirst();
    }

    private static File missing(String debianPackage, String untried) {
        if (INSTALLED.contains(debianPackage)) {
            Assertions.fail("The package " + debianPackage + " was installed, and what it should bring is not on the path");
        }
        System.out.println("SKIPPED: " + untried + " not tried, since a program is missing (Debian: apt-get install " + debianPackage + ")");
        return Assumptions.abort(debianPackage + " is missing");
    }
}
