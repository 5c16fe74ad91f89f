package dev.descent.nn.train;

import dev.descent.nn.kernel.Kernels;
import dev.descent.nn.kernel.Portion;
import dev.descent.nn.optimizer.Optimizer;
import dev.descent.nn.spec.GradientClip;
import dev.descent.nn.spec.TrainingSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * From gradients to new parameters: norm, clipping, penalties and the optimizer's rule, in chunks of fixed size, so that a chunk
 * stays in the cache from one to the next and the sums do not depend on how many threads share the chunks.
 */
final class Update {

    private static final int CHUNK = 4096;
    /** In place of a square. */
    private static final double NONE = -1;

    /** A stretch of one tensor. */
    private record Chunk(int tensor, int from, int to) {}

    private final Kernels kernels;
    private final TrainingSpec spec;
    private final Parameters parameters;
    private final float[][] gradients;
    private final float[][][] slots;
    private final Chunk[] chunks;
    private final double[] squares;
    private final int parts;
    private final double[] constants = new double[Optimizer.CONSTANTS];

    /** @param gradients of each parameter, in panels as the parameters are; null for one that is not trained */
    Update(Kernels kernels, TrainingSpec spec, Parameters parameters, float[][] gradients, int parts) {
        this.kernels = kernels;
        this.spec = spec;
        this.parameters = parameters;
        this.gradients = gradients;
        this.parts = parts;
        this.slots = new float[gradients.length][spec.optimizer().slots()][];
        var cut = new ArrayList<Chunk>();
        for (int i = 0; i < gradients.length; i++) {
            if (gradients[i] == null) {
                slots[i] = new float[0][];
                continue;
            }
            for (int s = 0; s < slots[i].length; s++) {
                slots[i][s] = new float[parameters.values(i).length];
            }
            for (int from = 0; from < parameters.values(i).length; from += CHUNK) {
                cut.add(new Chunk(i, from, Math.min(parameters.values(i).length, from + CHUNK)));
            }
        }
        this.chunks = cut.toArray(Chunk[]::new);
        this.squares = new double[chunks.length];
        Arrays.fill(squares, NONE);
    }

    /** State of each tensor that is trained, {@link Optimizer#slots} panels each. */
    float[][][] slots() {
        return slots;
    }

    /** @param count number of this update, from 1 */
    void begin(long count, double learningRate) {
        spec.optimizer().prepare(count, learningRate, constants);
    }

    /** Moves one part's chunks to where the gradient is to be taken. */
    void lookAhead(int part) {
        for (int i = first(part); i < first(part + 1); i++) {
            var chunk = chunks[i];
            spec.optimizer().lookAhead(kernels, parameters.values(chunk.tensor), slots[chunk.tensor], chunk.from, chunk.to);
        }
    }

    /** Whether all norms have to be there before the first update. */
    boolean needsNorm() {
        return spec.gradientClip() != null && spec.gradientClip().type() == GradientClip.Type.NORM;
    }

    void norms(int part) {
        for (int i = first(part); i < first(part + 1); i++) {
            squares[i] = kernels.sumOfSquares(gradients[chunks[i].tensor], chunks[i].from, chunks[i].to);
        }
    }

    /** ‖g‖ before clipping and penalties, once all {@link #norms} are there. */
    double gradientNorm() {
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        return Math.sqrt(sum);
    }

    /** ‖g‖ of each tensor before clipping and penalties; negative for one that is not trained, and for all before the first step. */
    double[] gradientNorms() {
        double[] norms = new double[gradients.length];
        Arrays.fill(norms, NONE);
        for (int i = 0; i < chunks.length && squares[i] != NONE; i++) {
            norms[chunks[i].tensor] = Math.max(0, norms[chunks[i].tensor]) + squares[i];
        }
        Arrays.setAll(norms, i -> norms[i] < 0 ? NONE : Math.sqrt(norms[i]));
        return norms;
    }

    /** Updates one part's chunks; takes their norms first, unless that has been done. */
    void apply(int part) {
        double norm = needsNorm() ? gradientNorm() : 0;
        for (int i = first(part); i < first(part + 1); i++) {
            var chunk = chunks[i];
            float[] gradient = gradients[chunk.tensor];
            if (!needsNorm()) {
                squares[i] = kernels.sumOfSquares(gradient, chunk.from, chunk.to);
            }
            clip(gradient, norm, chunk);
            penalize(gradient, chunk);
            spec.optimizer().update(kernels, parameters.values(chunk.tensor), gradient, slots[chunk.tensor], constants, chunk.from, chunk.to);
        }
    }

    private int first(int part) {
        return Portion.share(chunks.length, part, parts);
    }

    private void clip(float[] gradient, double norm, Chunk chunk) {
        GradientClip clip = spec.gradientClip();
        if (clip == null) {
            return;
        }
        switch (clip.type()) {
            case NORM -> {
                if (norm > clip.max()) {
                    kernels.scale(gradient, (float) (clip.max() / norm), chunk.from, chunk.to);
                }
            }
            case VALUE -> kernels.clip(gradient, (float) (double) clip.max(), chunk.from, chunk.to);
        }
    }

    private void penalize(float[] gradient, Chunk chunk) {
        var penalty = spec.regularization();
        if (!penalty.covers(parameters.name(chunk.tensor))) {
            return;
        }
        if (penalty.l2() > 0) {
            kernels.addScaled(gradient, parameters.values(chunk.tensor), (float) (double) penalty.l2(), chunk.from, chunk.to);
        }
        if (penalty.l1() > 0) {
            kernels.addSign(gradient, parameters.values(chunk.tensor), (float) (double) penalty.l1(), chunk.from, chunk.to);
        }
    }
}
