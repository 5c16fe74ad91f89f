package dev.descent.nn.train;

import dev.descent.nn.kernel.Kernels;
import dev.descent.nn.plan.Plan;
import dev.descent.nn.plan.PlanCompiler;
import java.util.List;

/** A network in predict mode without a loss: features in, outputs out. Not for two threads at once. */
final class Forward {

    private final Plan plan;
    private final float[] features;
    private final float[] output;
    private final int featureWidth;
    private final int outputWidth;

    Forward(Kernels kernels, Model model, Parameters parameters) {
        var lowered = model.lower(false);
        this.plan = new PlanCompiler(kernels)
                .compile(lowered.graph(), List.of(lowered.output()), parameters.buffers(lowered.graph()), Evaluator.CHUNK);
        this.features = plan.buffer(lowered.features());
        this.output = plan.buffer(lowered.output());
        this.featureWidth = lowered.features().shape().size();
        this.outputWidth = lowered.output().shape().size();
    }

    /** @param rows [count, featureWidth]; returns [count, outputWidth] */
    float[] outputs(float[] rows, int count) {
        float[] outputs = new float[count * outputWidth];
        for (int from = 0; from < count; from += Evaluator.CHUNK) {
            int chunk = Math.min(Evaluator.CHUNK, count - from);
            System.arraycopy(rows, from * featureWidth, features, 0, chunk * featureWidth);
            plan.execution().rows = chunk;
            plan.run();
            System.arraycopy(output, 0, outputs, from * outputWidth, chunk * outputWidth);
        }
        return outputs;
    }
}
