package dev.descent.benchmark;

import static dev.descent.benchmark.TextTable.number;
import static dev.descent.benchmark.TextTable.percent;

import dev.descent.nn.spec.Threads;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Phaser;

/** Two trainings at once, each on one thread: what is left to each of its lone rate. Wanted: nine tenths on two idle cores. */
final class PairsBenchmark {

    private record Mix(Workload one, Workload other) {}

    private static final List<Mix> MIXES = List.of(
            new Mix(Workload.W1, Workload.W1), new Mix(Workload.W1, Workload.W3), new Mix(Workload.W2, Workload.W2), new Mix(Workload.W3, Workload.W3),
            new Mix(Workload.W1, Workload.W4), new Mix(Workload.W3, Workload.W4), new Mix(Workload.W6, Workload.W2));

    private final Options options;
    private final Map<Workload, DescentSide> sides = new EnumMap<>(Workload.class);
    private final TextTable table = new TextTable("two at once", "alone", "together", "kept", "alone", "together", "kept");

    PairsBenchmark(Options options) {
        this.options = options;
    }

    void run() {
        compare("FMA peak and itself: the machine", new Peak(), new Peak());
        for (var mix : MIXES) {
            if (options.workloads().contains(mix.one) && options.workloads().contains(mix.other)) {
                compare(mix.one + " and " + mix.other, training(mix.one), training(mix.other));
            }
        }
        sides.values().forEach(DescentSide::close);
        table.print("Two runs at once: medians of " + options.windows() + " windows");
    }

    private Contender training(Workload workload) {
        return sides.computeIfAbsent(workload, chosen -> new DescentSide(chosen, SyntheticData.of(chosen))).training(Threads.of(1));
    }

    private void compare(String title, Contender one, Contender other) {
        one.rate(options.warmupNanos() / 2);
        other.rate(options.warmupNanos() / 2);
        int windows = options.windows();
        double[][] alone = new double[2][windows];
        double[][] together = new double[2][windows];
        for (int window = 0; window < windows; window++) {
            alone[0][window] = one.rate(options.windowNanos());
            alone[1][window] = other.rate(options.windowNanos());
            var company = new Phaser();
            var windowOfOne = new Window(options.windowNanos(), company);
            var windowOfOther = new Window(options.windowNanos(), company);
            var thread = Thread.ofPlatform().daemon().start(() -> {
                try {
                    other.run(windowOfOther);
                } finally {
                    // Nobody waits for one that has failed.
                    company.forceTermination();
                }
            });
            one.run(windowOfOne);
            join(thread);
            together[0][window] = windowOfOne.stepsPerSecond() * one.unitsPerStep();
            together[1][window] = windowOfOther.stepsPerSecond() * other.unitsPerStep();
        }
        double a = Rates.median(alone[0]);
        double b = Rates.median(alone[1]);
        double aTogether = Rates.median(together[0]);
        double bTogether = Rates.median(together[1]);
        table.row(title, number(a), number(aTogether), percent(aTogether / a), number(b), number(bTogether), percent(bTogether / b));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
