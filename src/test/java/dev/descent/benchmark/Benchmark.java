package dev.descent.benchmark;

import dev.descent.benchmark.Options.Part;
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
        if (options.parts().contains(Part.PREDICTION)) {
            new PredictionBenchmark(options, rival).run();
        }
        if (options.parts().contains(Part.PRODUCTS)) {
            var products = new ProductBenchmark(options);
            options.workloads().stream().filter(workload -> workload != Workload.W6).forEach(products::run);
            products.print();
        }
        if (options.parts().contains(Part.PAIRS)) {
            new PairsBenchmark(options).run();
        }
        Published.print();
        System.out.println("\n" + BusyMachine.verdict());
    }

    private Benchmark() {}
}
