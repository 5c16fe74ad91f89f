package dev.descent.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * A start of the service that costs a quarter: classes come linked from a cache, which one start that ends at once writes for each build.
 * A cache that does not fit is ignored by the JVM.
 */
final class QuickStart {

    /** Cheap, too: without vectors and the second compiler the same bits are only computed more slowly. */
    private static final List<String> CHEAP = List.of("-Xms64m", "-Xmx300m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");
    /** For the full counts: those of the packaged service, and a heap that leaves room for several of it. */
    private static final String PRODUCTION = System.getProperty("descent.jvm.flags", "") + " " + System.getProperty("descent.memory.flags", "") + " -Xmx600m";
    private static final List<String> FLAGS = FaultExtension.isFull() ? List.of(PRODUCTION.strip().split(" +")) : CHEAP;
    private static final Path HOME = Path.of("target", "faults-start").toAbsolutePath();
    private static final Path CACHE = HOME.resolve(FaultExtension.isFull() ? "production.aot" : "cheap.aot");
    private static String classPath;

    private QuickStart() {}

    /** Up to and with the main class. */
    static synchronized List<String> command(String... more) {
        if (classPath == null) {
            classPath = jars();
            if (!Files.exists(CACHE)) {
                write();
            }
        }
        return command(Stream.concat(Stream.of("-XX:AOTCache=" + CACHE), Stream.of(more)).toList());
    }

    private static List<String> command(List<String> more) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(FLAGS);
        command.addAll(more);
        command.addAll(List.of("-cp", classPath, FaultyApplication.class.getName()));
        return command;
    }

    /** The cache takes classes from jars only. */
    private static String jars() {
        var parts = new ArrayList<String>();
        for (var part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            parts.add(Files.isDirectory(Path.of(part)) ? jar(Path.of(part)) : part);
        }
        return String.join(File.pathSeparator, parts);
    }

    private static String jar(Path classes) {
        var jar = HOME.resolve(classes.getFileName() + ".jar");
        try {
            Files.createDirectories(HOME);
            if (!isNewer(jar, classes)) {
                Files.deleteIfExists(HOME.resolve("production.aot"));
                Files.deleteIfExists(HOME.resolve("cheap.aot"));
                ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, "--create", "--no-compress", "--file", jar.toString(), "-C", classes.toString(), ".");
            }
            return jar.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNewer(Path jar, Path classes) throws IOException {
        if (!Files.exists(jar)) {
            return false;
        }
        long written = jar.toFile().lastModified();
        try (var files = Files.walk(classes)) {
            return files.allMatch(file -> file.toFile().lastModified() <= written);
        }
    }

    private static void write() {
        var command = command(List.of("-XX:AOTCacheOutput=" + CACHE, "-Dspring.context.exit=onRefresh", "-D" + FaultyApplication.FAILPOINTS + "=" + HOME));
        command.addAll(List.of("--server.port=0", "--descent.worker.warm-up=false", "--descent.data-directory=" + HOME.resolve("data" + ProcessHandle.current().pid())));
        try {
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(HOME.resolve("start.log").toFile()).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
