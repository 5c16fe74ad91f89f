package dev.descent.benchmark;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;

/** The cubic by DJL's arrays alone: one product with the powers of x and the ones, all rows at once, no layer in between. */
final class DjlFit implements Contender {

    private final NDManager manager;
    private final Engine engine;
    private final NDArray powers;
    private final NDArray targets;
    private final NDArray weights;
    private final Optimizer descent;

    DjlFit(NDManager manager, Workload workload, SyntheticData data) {
        this.manager = manager;
        this.engine = manager.getEngine();
        int inputs = workload.inputs();
        float[] powers = new float[workload.rows * (inputs + 1)];
        for (int row = 0; row < workload.rows; row++) {
            System.arraycopy(data.features(), row * inputs, powers, row * (inputs + 1), inputs);
            powers[row * (inputs + 1) + inputs] = 1;
        }
        this.powers = manager.create(powers, new Shape(workload.rows, inputs + 1));
        this.targets = manager.create(data.targets(), new Shape(workload.rows, 1));
        this.weights = manager.zeros(new Shape(inputs + 1, 1));
        weights.setRequiresGradient(true);
        this.descent = Optimizer.sgd().setLearningRateTracker(Tracker.fixed((float) workload.learning.rate)).build();
    }

    @Override
    public String name() {
        return "DJL";
    }

    @Override
    public double unitsPerStep() {
        return 1;
    }

    @Override
    public void run(Window window) {
        while (window.goesOn()) {
            try (var step = manager.newSubManager()) {
                powers.tempAttach(step);
                targets.tempAttach(step);
                try (var gradients = engine.newGradientCollector()) {
                    gradients.backward(powers.matMul(weights).subi(targets).square().sum());
                }
                descent.update("weights", weights, weights.getGradient());
            }
        }
    }
}
