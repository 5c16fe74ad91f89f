package dev.descent.benchmark;

import java.util.Optional;

/** Measures how fast the core is, and prints tables of medians. Started by the command in the README, never by the build. */
final class Benchmark {

    public static void main(String... arguments) {
        var options = Options.parse(arguments);
        System.out.println(Machine.description());
        Optional<Rival> rival = options.rival() ? Rival.find() : Optional.empty();
        rival.ifPresent(other -> System.out.println("Compared with " + other.name() + ", one thread, in this process"));
        var training = new TrainingBenchmark(options, rival);
        options.workloads().forEach(training::run);
        System.out.println("\n" + Machine.description());
        training.print();
        Published.print();
        System.exit(0);
    }

    private Benchmark() {}
}
