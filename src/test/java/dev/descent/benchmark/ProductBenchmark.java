package dev.descent.benchmark;

import static dev.descent.benchmark.TextTable.number;
import static dev.descent.benchmark.TextTable.percent;

import dev.descent.nn.kernel.Finish;
import dev.descent.nn.kernel.Kernels;
import dev.descent.nn.kernel.Panels;
import dev.descent.nn.kernel.Portion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The matrix products of a training step, layer by layer and use by use, as a share of the peak measured next to them. */
final class ProductBenchmark {

    private enum Use { FORWARD, WEIGHT_GRADIENT, INPUT_GRADIENT }

    private static final Kernels KERNELS = Kernels.best();
    private static final long WINDOW_NANOS = 150_000_000;

    private final Options options;
    private final TextTable table = new TextTable("products, GFLOP/s", "rows × in × out", "forward", "weight gradient", "input gradient", "FMA peak", "share of the peak");

    ProductBenchmark(Options options) {
        this.options = options;
    }

    /** All that depends on the kernels' signatures: one product x [R,I], w [I,O], y [R,O] and their gradients. */
    private static Runnable call(Use use, int rows, int in, int out) {
        int height = Panels.height(rows);
        float[] x = ones(Panels.size(rows, in));
        float[] w = ones(Panels.size(in, out));
        float[] y = ones(Panels.size(rows, out));
        return switch (use) {
            case FORWARD -> {
                float[] bias = new float[Panels.size(out)];
                yield () -> KERNELS.product(x, w, bias, y, height, 0, rows, in, out, Finish.NOTHING);
            }
            case WEIGHT_GRADIENT -> {
                var whole = Portion.of(in, out, 0, 1);
                yield () -> KERNELS.transposedProduct(x, y, w, height, 1, rows, whole);
            }
            case INPUT_GRADIENT -> {
                float[] transposed = ones(Panels.size(out, in));
                float[] bias = new float[Panels.size(in)];
                yield () -> KERNELS.product(y, transposed, bias, x, height, 0, rows, out, in, Finish.NOTHING);
            }
        };
    }

    void run(Workload workload) {
        double seconds = 0;
        double operations = 0;
        var peaks = new ArrayList<Double>();
        for (int layer = 1; layer < workload.widths.length; layer++) {
            int in = workload.widths[layer - 1];
            int out = workload.widths[layer];
            var contenders = new ArrayList<Contender>(List.of(new Peak(), product(Use.FORWARD, workload.batch, in, out), product(Use.WEIGHT_GRADIENT, workload.batch, in, out)));
            if (layer > 1) {
                contenders.add(product(Use.INPUT_GRADIENT, workload.batch, in, out));
            }
            contenders.forEach(contender -> contender.rate(options.warmupNanos() / 10));
            var rates = Rates.interleaved(contenders, options.windows(), Math.min(WINDOW_NANOS, options.windowNanos()));
            double peak = rates.getFirst().medianOfCore();
            peaks.add(peak);
            double each = 2.0 * workload.batch * in * out / 1e9;
            double layerSeconds = 0;
            for (var rate : rates.subList(1, rates.size())) {
                layerSeconds += each / rate.medianOfCore();
            }
            seconds += layerSeconds;
            operations += each * (rates.size() - 1);
            table.row(workload + " layer " + layer, workload.batch + " × " + in + " × " + out, giga(rates, 1), giga(rates, 2), giga(rates, 3), number(peak),
                    percent(each * (rates.size() - 1) / layerSeconds / peak));
        }
        double peak = Rates.median(peaks.stream().mapToDouble(Double::doubleValue).toArray());
        table.row(workload + " in all", "", "", "", "", number(peak), percent(operations / seconds / peak));
    }

    void print() {
        table.print("Matrix products: medians of " + options.windows() + " windows, one thread, by core time");
    }

    private static Contender product(Use use, int rows, int in, int out) {
        var call = call(use, rows, in, out);
        return new Contender() {
            @Override
            public String name() {
                return use.toString();
            }

            @Override
            public void run(Window window) {
                while (window.goesOn()) {
                    call.run();
                }
            }

            @Override
            public double unitsPerStep() {
                return 2.0 * rows * in * out / 1e9;
            }
        };
    }

    private static float[] ones(int count) {
        float[] values = new float[count];
        Arrays.fill(values, 1f);
        return values;
    }

    private static String giga(List<Rates> rates, int i) {
        return i < rates.size() ? number(rates.get(i).medianOfCore()) : "-";
    }
}
