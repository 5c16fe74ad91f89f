package dev.descent.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.nn.kernel.Kernels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The same spec, data and seed give the same weights: with any number of threads, and on any machine. */
class SameBitsTest {

    @TestFactory
    Stream<DynamicTest> with_any_number_of_threads() {
        return Digests.CASES.stream().map(name -> DynamicTest.dynamicTest(name, () -> {
            String expected = Digests.of(name, "1");
            for (String threads : List.of("2", "3", "8", "auto")) {
                assertThat(Digests.of(name, threads)).as("%s threads", threads).isEqualTo(expected);
            }
        }));
    }

    @Test
    void while_idle_cores_come_and_go() {
        assertThat(Digests.withChangingCores("wide")).isEqualTo(Digests.of("wide", "1"));
    }

    /** Each in a JVM of its own, which says how wide its vectors are. */
    @TestFactory
    Stream<DynamicTest> with_vectors_of_any_width() {
        var here = new TreeMap<String, String>();
        Digests.CASES.forEach(name -> here.put(name, Digests.of(name, "1")));
        return machines().entrySet().stream().map(machine -> DynamicTest.dynamicTest(machine.getKey(), () -> {
            var said = run(machine.getValue());
            Assumptions.assumeTrue(said.containsKey("bits"), () -> "this JVM does not know " + machine.getValue());
            System.out.println(machine.getKey() + ": vectors of " + said.get("bits") + " bits, fused multiply-add in " + said.get("fma"));
            assertThat(Integer.parseInt(said.remove("bits"))).as("bits").isLessThanOrEqualTo(mostBits(machine.getKey()));
            said.remove("fma");
            assertThat(said).isEqualTo(here);
        }));
    }

    private static Map<String, List<String>> machines() {
        var vector = "--add-modules=jdk.incubator.vector";
        var machines = new TreeMap<>(Map.of(
                "without the vector module", List.<String>of(),
                "128 bits", List.of(vector, "-XX:MaxVectorSize=16"),
                "256 bits", List.of(vector, "-XX:MaxVectorSize=32"),
                "512 bits", List.of(vector)));
        if (System.getProperty("os.arch").equals("amd64")) {
            machines.put("as AVX2", List.of(vector, "-XX:UseAVX=2"));
            machines.put("as AVX1", List.of(vector, "-XX:UseAVX=1"));
            machines.put("as SSE", List.of(vector, "-XX:UseAVX=0"));
        }
        return machines;
    }

    private static int mostBits(String machine) {
        return switch (machine) {
            case "without the vector module" -> 0;
            case "128 bits", "as AVX1", "as SSE" -> 128;
            case "256 bits", "as AVX2" -> 256;
            default -> Kernels.best().bits();
        };
    }

    /** What {@link Digests#main} prints, {@code name=value} line by line; nothing if the flags are unknown here. */
    private static TreeMap<String, String> run(List<String> flags) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Digests.class.getName()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output;
        try (var in = process.getInputStream()) {
            output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        boolean unknown = process.waitFor() != 0;
        assertThat(!unknown || output.contains("Unrecognized VM option") || output.contains("Could not create the Java Virtual Machine")).as(output).isTrue();
        var said = new TreeMap<String, String>();
        Arrays.stream(output.split("\n")).map(line -> line.trim().split("=", 2)).filter(pair -> pair.length == 2 && !pair[0].contains(" "))
                .forEach(pair -> said.put(pair[0], pair[1]));
        return said;
    }
}
