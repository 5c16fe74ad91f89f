package dev.descent.nn.train;

import java.util.Map;

/** The weights of the best epoch so far. Keeping them is a copy of flat arrays, since a small network may improve 100,000 times a second. */
final class Best {

    private final Parameters parameters;
    private float[][] values;
    private int epoch;
    private Map<String, Double> figures;
    private ModelState state;

    Best(Parameters parameters) {
        this.parameters = parameters;
    }

    /** Keeps the parameters as they are now. */
    void keep(int epoch, Map<String, Double> figures) {
        if (values == null) {
            values = new float[parameters.count()][];
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                values[i] = parameters.values(i).clone();
            } else {
                System.arraycopy(parameters.values(i), 0, values[i], 0, values[i].length);
            }
        }
        this.epoch = epoch;
        this.figures = figures;
        this.state = null;
    }

    void restore(ModelState stateOrNull) {
        state = stateOrNull;
    }

    /** Null before anything was kept. */
    ModelState state() {
        if (state == null && figures != null) {
            state = new ModelState(epoch, figures, parameters.tensors(values));
        }
        return state;
    }
}
