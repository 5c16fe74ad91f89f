package dev.descent.nn.train;

import dev.descent.nn.data.Samples;
import dev.descent.nn.graph.Autodiff;
import dev.descent.nn.graph.Node;
import dev.descent.nn.kernel.Kernels;
import dev.descent.nn.plan.Plan;
import dev.descent.nn.plan.PlanCompiler;
import dev.descent.nn.spec.GradientClip;
import dev.descent.nn.spec.TrainingSpec;
import java.util.ArrayList;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One mini-batch: forward, loss, backward, update. Everything is allocated here, nothing in {@link #run}. */
final class TrainingStep {

    private final Kernels kernels;
    private final TrainingSpec spec;
    private final Parameters parameters;
    private final Plan plan;
    private final float[] features;
    private final float[] targets;
    private final float[] output;
    private final float[][] gradients;
    private final float[][][] slots;
    private double gradientNorm;

    TrainingStep(Kernels kernels, Model model, TrainingSpec spec, Parameters parameters) {
        this.kernels = kernels;
        this.spec = spec;
        this.parameters = parameters;
        var lowered = model.lower(true);
        var nodes = parameters.nodes(lowered.graph());
        Map<Node, Node> gradientNodes = Autodiff.gradients(lowered.graph(), lowered.loss(), nodes);
        var results = new ArrayList<>(gradientNodes.values());
        results.add(lowered.loss());
        this.plan = new PlanCompiler(kernels).compile(lowered.graph(), results, parameters.buffers(lowered.graph()), spec.batchSize());
        this.features = plan.buffer(lowered.features());
        this.targets = plan.buffer(lowered.target());
        this.output = plan.buffer(lowered.output());
        this.gradients = nodes.stream().map(node -> plan.buffer(gradientNodes.get(node))).toArray(float[][]::new);
        this.slots = new float[parameters.count()][spec.optimizer().slots()][];
        for (int i = 0; i < slots.length; i++) {
            for (int s = 0; s < slots[i].length; s++) {
                slots[i][s] = new float[parameters.values(i).length];
            }
        }
        plan.execution().seed = spec.seed();
    }

    /**
     * Trains on the rows {@code order[from … from+rows−1]}.
     *
     * @param step from 0
     * @return the loss before the update; nothing is updated if it is not finite
     */
    double run(Samples samples, int[] order, int from, int rows, long step, double learningRate) {
        samples.gather(order, from, rows, features, targets);
        for (int i = 0; i < slots.length; i++) {
            spec.optimizer().lookAhead(kernels, parameters.values(i), slots[i], 0, parameters.values(i).length);
        }
        plan.execution().rows = rows;
        plan.execution().step = step;
        plan.run();
        double loss = plan.execution().loss();
        if (Double.isFinite(loss)) {
            update(step + 1, learningRate);
        }
        return loss;
    }

    /** ‖g‖ of the last step, before clipping and penalties. */
    double gradientNorm() {
        return gradientNorm;
    }

    /** Outputs [rows, outputWidth] of the last step, as its forward pass saw them. */
    float[] output() {
        return output;
    }

    /** Targets [rows, targetWidth] of the last step. */
    float[] targets() {
        return targets;
    }

    private void update(long count, double learningRate) {
        double squares = 0;
        for (float[] gradient : gradients) {
            squares += kernels.sumOfSquares(gradient, 0, gradient.length);
        }
        gradientNorm = Math.sqrt(squares);
        for (int i = 0; i < gradients.length; i++) {
            clip(gradients[i]);
            penalize(i);
            spec.optimizer().update(kernels, parameters.values(i), gradients[i], slots[i], count, learningRate, 0, gradients[i].length);
        }
    }

    private void clip(float[] gradient) {
        GradientClip clip = spec.gradientClip();
        if (clip == null) {
            return;
        }
        switch (clip.type()) {
            case NORM -> {
                if (gradientNorm > clip.max()) {
                    kernels.scale(gradient, (float) (clip.max() / gradientNorm), 0, gradient.length);
                }
            }
            case VALUE -> kernels.clip(gradient, (float) (double) clip.max(), 0, gradient.length);
        }
    }

    private void penalize(int i) {
        var penalty = spec.regularization();
        if (!penalty.covers(parameters.name(i))) {
            return;
        }
        if (penalty.l2() > 0) {
            kernels.addScaled(gradients[i], parameters.values(i), (float) (double) penalty.l2(), 0, gradients[i].length);
        }
        if (penalty.l1() > 0) {
            kernels.addSign(gradients[i], parameters.values(i), (float) (double) penalty.l1(), 0, gradients[i].length);
        }
    }

    /** A copy of the optimizer's state. */
    SortedMap<String, float[]> copySlots() {
        var copy = new TreeMap<String, float[]>();
        for (int i = 0; i < slots.length; i++) {
            for (int s = 0; s < slots[i].length; s++) {
                copy.put(parameters.name(i) + "#" + s, slots[i][s].clone());
            }
        }
        return copy;
    }

    void restoreSlots(Map<String, float[]> saved) {
        for (int i = 0; i < slots.length; i++) {
            for (int s = 0; s < slots[i].length; s++) {
                float[] values = saved.get(parameters.name(i) + "#" + s);
                if (values == null || values.length != slots[i][s].length) {
                    throw new CheckpointFormatException("the checkpoint does not fit the optimizer: " + parameters.name(i));
                }
                System.arraycopy(values, 0, slots[i][s], 0, values.length);
            }
        }
    }
}
