package dev.descent.benchmark;

import static dev.descent.benchmark.TextTable.number;
import static dev.descent.benchmark.TextTable.spread;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;

/** W7: the network of W2, asked for one row and for many. */
final class PredictionBenchmark {

    private static final int MOST_CALLS = 1 << 22;

    private final Options options;
    private final Optional<Rival> rival;
    private final long[] nanos = new long[MOST_CALLS];
    Object kept;

    PredictionBenchmark(Options options, Optional<Rival> rival) {
        this.options = options;
        this.rival = rival;
    }

    void run() {
        var data = SyntheticData.of(Workload.W2);
        try (var descent = new DescentSide(Workload.W2, data)) {
            var predictions = new ArrayList<>(descent.predictions(data));
            rival.ifPresent(other -> predictions.add(other.prediction(Workload.W2, data)));
            predictions.forEach(prediction -> p50Micros(prediction, options.warmupNanos() / 2));
            predictions.forEach(prediction -> many(prediction).rate(options.warmupNanos() / 2));
            double[][] latencies = new double[predictions.size()][options.windows()];
            double[][] rates = new double[predictions.size()][options.windows()];
            for (int window = 0; window < options.windows(); window++) {
                for (int i = 0; i < rates.length; i++) {
                    latencies[i][window] = p50Micros(predictions.get(i), options.windowNanos() / 2);
                    rates[i][window] = many(predictions.get(i)).rate(options.windowNanos() / 2);
                }
            }
            var table = new TextTable("W7", "one row, p50 µs", "", "rows/s of " + Prediction.MANY_ROWS, "");
            for (int i = 0; i < rates.length; i++) {
                table.row(predictions.get(i).name(), number(Rates.median(latencies[i])), spread(Rates.spread(latencies[i])), number(Rates.median(rates[i])),
                        spread(Rates.spread(rates[i])));
            }
            table.print("Prediction: " + Workload.W2.network() + "; wanted inside the core: 5 µs, and rows at the rate of the training's forward passes, "
                    + "which is %.1f times W2's samples/s if all its products run alike".formatted(Workload.W2.operations() / Workload.W2.forwardOperations()));
            predictions.forEach(Prediction::close);
        }
    }

    private double p50Micros(Prediction prediction, long duration) {
        long started = System.nanoTime();
        int calls = 0;
        for (long now = started; now - started < duration && calls < MOST_CALLS; calls++) {
            kept = prediction.one(calls % Prediction.SINGLE_ROWS);
            long then = now;
            now = System.nanoTime();
            nanos[calls] = now - then;
        }
        Arrays.sort(nanos, 0, calls);
        return nanos[calls / 2] / 1e3;
    }

    private Contender many(Prediction prediction) {
        return new Contender() {
            @Override
            public String name() {
                return prediction.name();
            }

            @Override
            public void run(Window window) {
                while (window.goesOn()) {
                    kept = prediction.many();
                }
            }

            @Override
            public double unitsPerStep() {
                return Prediction.MANY_ROWS;
            }
        };
    }
}
