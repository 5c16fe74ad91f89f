package dev.descent.prediction;

import dev.descent.nn.data.Encoding;
import dev.descent.nn.data.Preprocessing;
import dev.descent.nn.loss.Loss;
import dev.descent.nn.spec.Task;
import dev.descent.nn.spec.TrainingSpec;
import dev.descent.nn.train.ModelState;
import dev.descent.nn.train.Predictor;
import dev.descent.run.LoadedCheckpoint;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One state of a run, ready to predict. */
record TrainedModel(CheckpointName name, TrainingSpec spec, Preprocessing preprocessing, Predictor predictor, long parameters) {

    static TrainedModel of(LoadedCheckpoint loaded) {
        ModelState state = loaded.checkpoint().model();
        var preprocessing = loaded.checkpoint().preprocessing();
        return new TrainedModel(new CheckpointName(loaded.view().epoch(), loaded.view().kind()), loaded.spec(), preprocessing,
                new Predictor(loaded.model(), loaded.spec(), state, preprocessing),
                state.tensors().values().stream().mapToLong(tensor -> tensor.values().length).sum());
    }

    /** Whether the numbers it gives are probabilities although it does not classify. */
    boolean givesProbabilities() {
        return spec.task() != Task.CLASSIFICATION && spec.loss().target() == Loss.Target.BINARY;
    }

    /** Columns that the network reads. */
    List<Encoding> features() {
        return preprocessing.features();
    }

    /** Columns that a row may hold although nothing is read from them: the targets, and the column that split the data. */
    Set<String> ignored() {
        var ignored = new HashSet<String>();
        preprocessing.targets().forEach(target -> ignored.add(target.column()));
        if (spec.validation() != null && spec.validation().column() != null) {
            ignored.add(spec.validation().column());
        }
        return ignored;
    }
}
