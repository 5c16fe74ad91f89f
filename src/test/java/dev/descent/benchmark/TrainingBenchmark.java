package dev.descent.benchmark;

import static dev.descent.benchmark.TextTable.number;
import static dev.descent.benchmark.TextTable.spread;

import dev.descent.benchmark.Options.Part;
import dev.descent.nn.spec.Threads;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Training rates, Descent and its rival in turn, each beside the peak of the machine at that moment. */
final class TrainingBenchmark {

    private final Options options;
    private final Optional<Rival> rival;
    private final TextTable training =
            new TextTable("one thread", "unit", "Descent", "", "DJL", "", "Descent ÷ DJL", "by core time", "wanted", "FMA peak, GFLOP/s", "Descent's share");
    private final TextTable threads = new TextTable("threads", "1", "2", "2 ÷ 1", "auto", "auto ÷ 1");
    private final TextTable allocation = new TextTable("allocated", "bytes per step", "bytes per end of epoch");

    TrainingBenchmark(Options options, Optional<Rival> rival) {
        this.options = options;
        this.rival = rival;
    }

    void run(Workload workload) {
        if (Collections.disjoint(options.parts(), Set.of(Part.TRAINING, Part.THREADS, Part.ALLOCATION))) {
            return;
        }
        System.out.printf("%n%s %s: %d rows, %s, batch %d, %s%n", workload, workload.title, workload.rows, workload.network(), workload.batch, workload.learning);
        var data = SyntheticData.of(workload);
        try (var descent = new DescentSide(workload, data)) {
            run(workload, descent, data);
        }
    }

    private void run(Workload workload, DescentSide descent, SyntheticData data) {
        if (options.parts().contains(Part.TRAINING)) {
            train(workload, descent, data);
        }
        if (options.parts().contains(Part.THREADS) && workload != Workload.W6) {
            compareThreads(workload, descent);
        }
        if (options.parts().contains(Part.ALLOCATION)) {
            var bytes = Allocation.of(descent, options.windowNanos());
            allocation.row(workload.name(), bytes.perStep() < 0 ? "-" : number(bytes.perStep()), number(bytes.perEpoch()));
        }
    }

    void print() {
        if (options.parts().contains(Part.TRAINING)) {
            training.print("Training: medians of " + options.windows() + " windows");
        }
        if (options.parts().contains(Part.THREADS)) {
            threads.print("Descent's threads: samples/s");
        }
        if (options.parts().contains(Part.ALLOCATION)) {
            allocation.print("Heap that the training thread takes");
        }
    }

    private void train(Workload workload, DescentSide descent, SyntheticData data) {
        var contenders = new ArrayList<Contender>(List.of(new Peak(), descent.training(Threads.of(1))));
        rival.ifPresent(other -> contenders.add(other.training(workload, data)));
        warmUp(contenders);
        var rates = Rates.interleaved(contenders, options.windows(), options.windowNanos());
        contenders.forEach(Contender::close);
        double peak = rates.get(0).medianOfCore();
        double ours = rates.get(1).median();
        var share = workload == Workload.W6 ? "" : "%.0f %%".formatted(100 * rates.get(1).medianOfCore() * workload.operations() / 1e9 / peak);
        boolean alone = rates.size() < 3;
        training.row(workload + " " + workload.title, workload.unit(), number(ours), spread(rates.get(1).spread()),
                alone ? "-" : number(rates.get(2).median()), alone ? "" : spread(rates.get(2).spread()),
                alone ? "-" : number(ours / rates.get(2).median()), alone ? "-" : number(rates.get(1).medianOfCore() / rates.get(2).medianOfCore()),
                "≥ " + number(workload.floor), number(peak), share);
    }

    private void compareThreads(Workload workload, DescentSide descent) {
        var contenders = List.of(descent.training(Threads.of(1)), descent.training(Threads.of(2)), descent.training(Threads.of("auto")));
        warmUp(contenders);
        var rates = Rates.interleaved(contenders, options.windows(), options.windowNanos());
        double one = rates.get(0).median();
        double two = rates.get(1).median();
        double auto = rates.get(2).median();
        threads.row(workload.name(), number(one), number(two), number(two / one), number(auto), number(auto / one));
    }

    private void warmUp(List<Contender> contenders) {
        contenders.forEach(contender -> System.out.printf("  warming up: %s, %s/s%n", contender.name(), number(contender.rate(options.warmupNanos()))));
    }
}
