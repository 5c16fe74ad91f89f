package dev.descent.benchmark;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.loss.L2Loss;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.stream.LongStream;

/**
 * DJL's loop as lean as it gets: the rows lie in PyTorch's memory, one random permutation per epoch, each batch gathered by
 * its part of it; no metrics, no listeners, and no loss is read back.
 */
final class DjlTraining implements Contender {

    private final Workload workload;
    private final NDManager manager;
    private final NDArray features;
    private final NDArray targets;
    private final Model model;
    private final Trainer trainer;
    private final Loss loss;
    private NDManager epoch;
    private NDList order;
    private int batch;

    DjlTraining(NDManager parent, Workload workload, SyntheticData data) {
        this.workload = workload;
        this.manager = parent.newSubManager();
        this.features = manager.create(data.features(), DjlRival.rows(workload.rows, workload));
        var targets = manager.create(data.targets(), new Shape(workload.rows, 1));
        this.targets = workload.outputs() == 1 ? targets : targets.toType(DataType.INT64, true);
        // L2Loss halves by default; with weight 1 it is the mean squared error.
        this.loss = workload.outputs() == 1 ? new L2Loss("mse", 1) : new SoftmaxCrossEntropyLoss();
        var configuration = new DefaultTrainingConfig(loss).optOptimizer(optimizer(workload)).optInitializer(new XavierInitializer(), Parameter.Type.WEIGHT);
        this.model = DjlRival.model(workload);
        this.trainer = model.newTrainer(configuration);
        trainer.initialize(DjlRival.rows(workload.batch, workload));
    }

    @Override
    public String name() {
        return "DJL";
    }

    @Override
    public double unitsPerStep() {
        return workload.unitsPerStep();
    }

    @Override
    public void run(Window window) {
        while (window.goesOn()) {
            if (order == null || batch == order.size()) {
                shuffle();
            }
            step(order.get(batch++));
        }
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
        manager.close();
    }

    private void shuffle() {
        if (epoch != null) {
            epoch.close();
        }
        epoch = manager.newSubManager();
        order = epoch.randomPermutation(workload.rows).split(LongStream.range(1, workload.steps()).map(i -> i * workload.batch).toArray());
        batch = 0;
    }

    private void step(NDArray rows) {
        try (var step = epoch.newSubManager()) {
            var index = new NDIndex("{}", rows);
            var x = features.get(step, index);
            var y = targets.get(step, index);
            try (var gradients = trainer.newGradientCollector()) {
                gradients.backward(loss.evaluate(new NDList(y), trainer.forward(new NDList(x))));
            }
            trainer.step();
        }
    }

    private static Optimizer optimizer(Workload workload) {
        var rate = Tracker.fixed((float) workload.learning.rate);
        return switch (workload.learning) {
            case ADAM -> Optimizer.adam().optLearningRateTracker(rate).build();
            case MOMENTUM -> Optimizer.sgd().setLearningRateTracker(rate).optMomentum(0.9f).build();
            case SGD, GRADIENT_DESCENT -> Optimizer.sgd().setLearningRateTracker(rate).build();
        };
    }
}
