package dev.descent.benchmark;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.util.Arrays;

/** DJL's predictor on blocks of floats: Java numbers in, probabilities out as Java numbers. */
final class DjlPrediction implements Prediction {

    private final Workload workload;
    private final float[] features;
    private final Predictor<NDList, NDList> predictor;
    private final ai.djl.ndarray.NDManager manager;
    float kept;

    DjlPrediction(Workload workload, SyntheticData data) {
        this.workload = workload;
        this.features = data.features();
        var model = DjlRival.model(workload);
        model.getBlock().initialize(model.getNDManager(), DataType.FLOAT32, DjlRival.rows(1, workload));
        model.getBlock().freezeParameters(true);
        this.manager = model.getNDManager();
        this.predictor = model.newPredictor(new NoopTranslator(null));
    }

    @Override
    public String name() {
        return "DJL";
    }

    @Override
    public void one(int row) {
        predict(Arrays.copyOfRange(features, row * workload.inputs(), (row + 1) * workload.inputs()), 1);
    }

    @Override
    public void many(int count) {
        predict(features.length == count * workload.inputs() ? features : Arrays.copyOf(features, count * workload.inputs()), count);
    }

    private void predict(float[] rows, int count) {
        try (var step = manager.newSubManager()) {
            var outputs = predictor.predict(new NDList(step.create(rows, new Shape(count, workload.inputs()))));
            outputs.attach(step);
            kept = outputs.singletonOrThrow().softmax(-1).toFloatArray()[0];
        } catch (TranslateException e) {
            throw new IllegalStateException(e);
        }
    }
}
