package dev.descent.prediction;

import dev.descent.dataset.Datasets;
import dev.descent.nn.data.DataException;
import dev.descent.nn.data.Table;
import dev.descent.nn.spec.SpecProblem;
import dev.descent.nn.train.Predictions;
import dev.descent.run.CheckpointChoice;
import dev.descent.run.CheckpointView;
import dev.descent.run.Checkpoints;
import dev.descent.support.Limits;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.util.List;
import org.springframework.stereotype.Service;

/** Predicts with the checkpoints of runs, and evaluates them on datasets. */
@Service
public class TrainedModels {

    private final Checkpoints checkpoints;
    private final Datasets datasets;
    private final PredictorCache cache;
    private final Limits limits;

    TrainedModels(Checkpoints checkpoints, Datasets datasets, PredictorCache cache, Limits limits) {
        this.checkpoints = checkpoints;
        this.datasets = datasets;
        this.cache = cache;
        this.limits = limits;
    }

    /**
     * @param run    id
     * @param choice null for the best state where there is one, else the latest
     * @throws Problem not-found, model-not-ready, batch-too-large, or everything about the rows that does not fit
     */
    public Predicted predict(String run, CheckpointChoice choice, GivenRows rows) {
        return ready(run, choice).predict(rows);
    }

    /** A state that is at hand for many requests. @throws Problem not-found, model-not-ready */
    public Ready ready(String run, CheckpointChoice choice) {
        return new Ready(model(run, choice));
    }

    /** Ready to predict, whatever becomes of its run. */
    public final class Ready {

        private final TrainedModel model;

        private Ready(TrainedModel model) {
            this.model = model;
        }

        /** What it reads and what it gives. */
        public ModelInterface describe() {
            return ModelInterface.of(model);
        }

        /** @throws Problem batch-too-large, or everything about the rows that does not fit */
        public Predicted predict(GivenRows rows) {
            if (rows.rows().size() > limits.predictionRows()) {
                throw new Problem(ProblemCode.BATCH_TOO_LARGE, "At most " + limits.predictionRows() + " rows are predicted at a time (were " + rows.rows().size() + ")");
            }
            var table = RowTable.of(model, rows);
            try {
                return new Predicted(model.name(), model.predictor().predict(table), model.givesProbabilities());
            } catch (DataException e) {
                throw refused("/rows", e.getMessage());
            }
        }
    }

    /**
     * @param run     id
     * @param choice  null for the best state where there is one, else the latest
     * @param dataset id or name
     * @throws Problem not-found, model-not-ready, unknown-reference, feature-mismatch, memory-budget-exceeded
     */
    public EvaluationView evaluate(String run, CheckpointChoice choice, String dataset) {
        var model = model(run, choice);
        var id = datasets.lookup(dataset).orElseThrow(() -> unknown("/dataset", "There is no dataset \"" + dataset + "\"")).id();
        var table = datasets.table(id);
        DatasetFit.check(model, table);
        return evaluate(model, table);
    }

    private static EvaluationView evaluate(TrainedModel model, Table table) {
        try {
            var figures = model.predictor().evaluate(table);
            return new EvaluationView(model.name(), figures.rows(), figures.loss(), figures.metrics(), figures.confusionMatrix(), figures.perClass());
        } catch (DataException e) {
            throw refused("/dataset", e.getMessage());
        }
    }

    private TrainedModel model(String run, CheckpointChoice asked) {
        var choice = asked == null ? CheckpointChoice.DEFAULT : asked;
        var wanted = checkpoints.find(run, choice).orElseThrow(() -> missing(choice));
        return cache.find(key(run, wanted)).orElseGet(() -> {
            // A run that goes on may have replaced the state in between: what was loaded is right, its digest is another one.
            var loaded = checkpoints.load(run, choice).orElseThrow(() -> missing(choice));
            var model = TrainedModel.of(loaded);
            cache.keep(key(run, loaded.view()), model);
            return model;
        });
    }

    private static PredictorCache.Key key(String run, CheckpointView checkpoint) {
        return new PredictorCache.Key(run, checkpoint.sha256());
    }

    private static Problem missing(CheckpointChoice choice) {
        return choice.isEpoch() ? unknown("/checkpoint", "The run keeps no checkpoint of epoch " + choice) : Checkpoints.notReady();
    }

    private static Problem unknown(String pointer, String detail) {
        return Problem.of(List.of(new SpecProblem(pointer, ProblemCode.UNKNOWN_REFERENCE.slug(), detail)));
    }

    private static Problem refused(String pointer, String detail) {
        return Problem.of(List.of(new SpecProblem(pointer, ProblemCode.FEATURE_MISMATCH.slug(), detail)));
    }
}
