package dev.descent.nn.train;

import dev.descent.nn.data.Rows;
import dev.descent.nn.kernel.Kernels;
import dev.descent.nn.spec.ModelSpec;
import dev.descent.nn.spec.TrainingSpec;

/** The forward pass without the tables around it, opened for the benchmarks. */
public final class InnerForward {

    private final Forward forward;

    public InnerForward(ModelSpec network, TrainingSpec spec, ModelState state) {
        var model = Model.of(network, spec);
        var parameters = new Parameters(model.checked());
        parameters.restore(state.tensors());
        forward = new Forward(Kernels.best(), model, parameters);
    }

    /** [rows, outputs] of the network for encoded rows. */
    public float[] outputs(Rows rows) {
        return forward.outputs(rows);
    }
}
