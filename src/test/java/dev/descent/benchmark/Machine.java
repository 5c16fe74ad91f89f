package dev.descent.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.incubator.vector.FloatVector;

/** Where the figures were measured. */
final class Machine {

    static String description() {
        return "%s, %d cores · %s %s · %s %s · vectors of %d bits · heap up to %d MiB".formatted(
                processor(), Runtime.getRuntime().availableProcessors(), System.getProperty("os.name"), System.getProperty("os.version"),
                System.getProperty("java.vm.name"), Runtime.version(), FloatVector.SPECIES_PREFERRED.vectorBitSize(), Runtime.getRuntime().maxMemory() >> 20);
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name")).map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private Machine() {}
}
