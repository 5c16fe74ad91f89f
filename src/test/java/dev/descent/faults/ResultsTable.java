package dev.descent.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What the campaigns came to, kept in the repository: one row each, the newest last. */
final class ResultsTable {

    private static final Path FILE = Path.of("src", "test", "faults", "results.md");

    private ResultsTable() {}

    static void append(Campaign campaign) throws IOException {
        var row = "| %s | %d of %d | %d | %d | %s | %s | %s |%n".formatted(campaign.fault(), campaign.done(), campaign.tries(), campaign.violations().size(),
                campaign.seed(), commit(), LocalDate.now(ZoneOffset.UTC), String.join("; ", campaign.notes()).replace('|', '/'));
        Files.writeString(FILE, row, StandardOpenOption.APPEND);
        System.out.print(row);
    }

    /** With a plus where the sources differ from it. */
    private static String commit() throws IOException {
        var head = git("rev-parse", "--short", "HEAD");
        return git("status", "--porcelain", "--", "src/main", "pom.xml").isEmpty() ? head : head + "+";
    }

    private static String git(String... arguments) throws IOException {
        var command = new java.util.ArrayList<>(java.util.List.of("git"));
        command.addAll(java.util.List.of(arguments));
        return new String(new ProcessBuilder(command).start().getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
