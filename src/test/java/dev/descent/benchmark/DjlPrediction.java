package dev.descent.benchmark;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.util.Arrays;

/** DJL's block called outright, without a predictor's translation around it: rows in PyTorch's memory in, floats out. */
final class DjlPrediction implements Prediction {

    private final Model model;
    private final NDManager manager;
    private final Block block;
    private final ParameterStore parameters;
    private final NDArray[] rows = new NDArray[SINGLE_ROWS];
    private final NDArray many;

    DjlPrediction(Workload workload, SyntheticData data) {
        this.model = DjlRival.model(workload);
        this.manager = model.getNDManager();
        this.block = model.getBlock();
        block.initialize(manager, DataType.FLOAT32, DjlRival.rows(1, workload));
        block.freezeParameters(true);
        this.parameters = new ParameterStore(manager, false);
        int width = workload.inputs();
        for (int row = 0; row < SINGLE_ROWS; row++) {
            rows[row] = manager.create(Arrays.copyOfRange(data.features(), row * width, (row + 1) * width), DjlRival.rows(1, workload));
        }
        this.many = manager.create(Arrays.copyOf(data.features(), MANY_ROWS * width), DjlRival.rows(MANY_ROWS, workload));
    }

    @Override
    public String name() {
        return "DJL, block";
    }

    @Override
    public Object one(int row) {
        return predict(rows[row]);
    }

    @Override
    public Object many() {
        return predict(many);
    }

    @Override
    public void close() {
        model.close();
    }

    private float[] predict(NDArray features) {
        try (var step = manager.newSubManager()) {
            features.tempAttach(step);
            return block.forward(parameters, new NDList(features), false).singletonOrThrow().toFloatArray();
        }
    }
}
