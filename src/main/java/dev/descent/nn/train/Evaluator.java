package dev.descent.nn.train;

import dev.descent.nn.data.Samples;
import dev.descent.nn.kernel.Kernels;
import dev.descent.nn.kernel.Panels;
import dev.descent.nn.plan.Plan;
import dev.descent.nn.plan.PlanCompiler;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Runs a network forwards in predict mode over any number of rows, a fixed chunk at a time; each row's bits are its own. */
final class Evaluator {

    /** Rows at a time, but of a network whose values take more than {@link #MOST_BYTES} of them. */
    private static final int CHUNK = 256;
    private static final long MOST_BYTES = 256L << 20;

    private static final long ASKED_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final int chunk;
    private final Plan plan;
    private final Batch batch;

    /** @param parameters are read in place, so that what training changes is seen at once */
    Evaluator(Kernels kernels, Model model, Parameters parameters) {
        var lowered = model.lower(false);
        this.chunk = chunk(lowered);
        this.plan = new PlanCompiler(kernels, 1)
                .compile(lowered.graph(), List.of(lowered.loss(), lowered.output()), parameters.buffers(lowered.graph()), chunk);
        this.batch = new Batch(kernels, plan, lowered, chunk);
    }

    /** Rows at a time: a function of the network alone, since the sum of losses is rounded from chunk to chunk. */
    static int chunk(Model.Lowered lowered) {
        int chunk = CHUNK;
        while (chunk > Panels.TILE && PlanCompiler.bytes(lowered.graph(), List.of(lowered.output()), chunk) > MOST_BYTES) {
            chunk /= 2;
        }
        return chunk;
    }

    /**
     * The loss of all samples taken as one batch.
     *
     * @param scoring takes the outputs in
     */
    double loss(Samples samples, Scoring scoring) {
        return loss(samples, scoring, () -> false).orElseThrow();
    }

    /** @param stopped asked now and then; empty once it says so */
    OptionalDouble loss(Samples samples, Scoring scoring, BooleanSupplier stopped) {
        long asked = System.nanoTime();
        double sum = 0;
        double weight = 0;
        var execution = plan.execution();
        for (int from = 0; from < samples.rows(); from += chunk) {
            if (System.nanoTime() - asked >= ASKED_AFTER_NANOS) {
                if (stopped.getAsBoolean()) {
                    return OptionalDouble.empty();
                }
                asked = System.nanoTime();
            }
            int rows = Math.min(chunk, samples.rows() - from);
            batch.choose(samples, null, from, rows);
            batch.gather(0);
            plan.run();
            sum += execution.lossSum;
            weight += execution.lossWeight;
            scoring.add(batch.outputs(), batch.targets(), rows);
        }
        return OptionalDouble.of(weight == 0 ? sum : sum / weight);
    }
}
