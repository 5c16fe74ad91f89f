package dev.descent.nn.train;

import dev.descent.nn.data.Rows;
import dev.descent.nn.kernel.Kernels;
import dev.descent.nn.kernel.Panels;
import dev.descent.nn.plan.Plan;
import dev.descent.nn.plan.PlanCompiler;
import java.util.List;

/** A network in predict mode without a loss: features in, outputs out. Not for two threads at once. */
final class Forward {

    private final Kernels kernels;
    private final int chunk;
    private final Plan plan;
    private final float[] features;
    private final float[] output;
    private final int outputWidth;

    Forward(Kernels kernels, Model model, Parameters parameters) {
        this.kernels = kernels;
        var lowered = model.lower(false);
        this.chunk = Evaluator.chunk(lowered);
        this.plan = new PlanCompiler(kernels, 1)
                .compile(lowered.graph(), List.of(lowered.output()), parameters.buffers(lowered.graph()), chunk);
        this.features = plan.buffer(lowered.features());
        this.output = plan.buffer(lowered.output());
        this.outputWidth = lowered.output().shape().size();
    }

    /** @param samples [rows, featureWidth]; returns [rows, outputWidth] */
    float[] outputs(Rows samples) {
        float[] outputs = new float[samples.rows() * outputWidth];
        for (int from = 0; from < samples.rows(); from += chunk) {
            int rows = Math.min(chunk, samples.rows() - from);
            int height = plan.execution().height;
            samples.gather(kernels, null, from, 0, rows, features, height);
            plan.execution().rows = rows;
            plan.run();
            Panels.unpack(output, height, rows, outputWidth, outputs, from * outputWidth);
        }
        return outputs;
    }
}
