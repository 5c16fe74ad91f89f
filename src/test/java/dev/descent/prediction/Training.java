package dev.descent.prediction;

import dev.descent.nn.data.MemoryTable;
import dev.descent.nn.loss.Loss;
import dev.descent.nn.optimizer.Adam;
import dev.descent.nn.spec.NetworkSpec;
import dev.descent.nn.spec.SpecLimits;
import dev.descent.nn.spec.SpecProblems;
import dev.descent.nn.spec.SpecResolver;
import dev.descent.nn.spec.Task;
import dev.descent.nn.spec.TrainingSpec;
import dev.descent.nn.spec.Validation;
import dev.descent.nn.data.PreprocessingSpec;
import dev.descent.nn.train.Checkpoint;
import dev.descent.nn.train.EpochResult;
import dev.descent.nn.train.StopSignal;
import dev.descent.nn.train.Trainer;
import dev.descent.nn.train.TrainingData;
import dev.descent.nn.train.TrainingListener;
import dev.descent.run.CheckpointView;
import dev.descent.run.CheckpointView.Kind;
import dev.descent.run.LoadedCheckpoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small models trained on the spot. */
final class Training {

    private Training() {}

    static TrainedModel of(MemoryTable table, Task task, List<String> target, Loss loss, PreprocessingSpec preprocessing, Validation validation) {
        var request = new TrainingSpec(task, null, target, preprocessing, loss, new Adam(0.05, null, null, null), null, null, null, 100, null, null,
                validation, null, null, null, null, 1L);
        var problems = new SpecProblems();
        var resolved = new SpecResolver(SpecLimits.DEFAULT).resolve(new NetworkSpec(null, null), request, table, _ -> Optional.empty(), problems)
                .orElseThrow(() -> new AssertionError(problems.all()));
        var outcome = new Trainer(resolved.model(), resolved.spec(), TrainingData.prepare(resolved.spec(), table, null, null), new Silence(),
                () -> StopSignal.Request.CONTINUE).train(null);
        return TrainedModel.of(new LoadedCheckpoint(resolved.model(), resolved.spec(), outcome.checkpoint(),
                new CheckpointView(100, 0, Kind.LATEST, Map.of(), 0, "", Instant.EPOCH)));
    }

    private static final class Silence implements TrainingListener {

        @Override
        public void epochEnded(EpochResult epoch) {}

        @Override
        public void checkpointTaken(Checkpoint checkpoint) {}
    }
}
