package dev.descent.run;

import dev.descent.nn.train.Checkpoint;
import dev.descent.nn.train.Tensor;
import dev.descent.run.CheckpointRows.Row;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The stored states of runs, for whoever looks at them or predicts with them. */
@Service
@Transactional(readOnly = true)
public class Checkpoints {

    private final RunRepository runs;
    private final CheckpointRows rows;
    private final SpecText specs;

    Checkpoints(RunRepository runs, CheckpointRows rows, SpecText specs) {
        this.runs = runs;
        this.rows = rows;
        this.specs = specs;
    }

    /** Oldest first. @throws Problem not-found */
    public List<CheckpointView> list(String run) {
        existing(run);
        return rows.of(run).stream().map(Row::view).toList();
    }

    /** @throws Problem not-found for an unknown run */
    public Optional<CheckpointView> find(String run, CheckpointChoice choice) {
        existing(run);
        return choice.among(rows.of(run)).map(Row::view);
    }

    /** A state with its specification. @throws Problem not-found for an unknown run */
    public Optional<LoadedCheckpoint> load(String run, CheckpointChoice choice) {
        var spec = specs.read(existing(run).plan().effectiveSpec());
        return choice.among(rows.of(run)).map(row -> new LoadedCheckpoint(spec.model(), spec.resolved(), read(row), row.view()));
    }

    /**
     * Every tensor by name, nested by its dimensions.
     *
     * @param which {@code best}, {@code latest} or the number of an epoch, at whose very end the state must have been taken
     * @throws Problem not-found for an unknown run or epoch, invalid-id, model-not-ready where the run has no such state yet
     */
    public Map<String, Object> weights(String run, String which) {
        existing(run);
        var choice = choice(which);
        var row = choice.among(rows.of(run)).orElseThrow(() -> choice.isEpoch() ? noEndOf(choice) : notReady());
        var weights = new LinkedHashMap<String, Object>();
        read(row).model().tensors().forEach((name, tensor) -> weights.put(name, nested(tensor, 0, 0, tensor.values().length)));
        return weights;
    }

    /** What is said of a run that has no best or latest state. */
    public static Problem notReady() {
        return new Problem(ProblemCode.MODEL_NOT_READY, "The run has no such checkpoint yet; retry once it has trained for a while");
    }

    private static CheckpointChoice choice(String which) {
        try {
            return CheckpointChoice.of(which);
        } catch (IllegalArgumentException e) {
            throw new Problem(ProblemCode.INVALID_ID, "A checkpoint is named best, latest or by the number of an epoch");
        }
    }

    private static Problem noEndOf(CheckpointChoice epoch) {
        return new Problem(ProblemCode.NOT_FOUND, "The run keeps no checkpoint of the end of epoch " + epoch);
    }

    private Checkpoint read(Row row) {
        return rows.content(row).checkpoint();
    }

    /** A row of the last dimension stays an array of numbers. */
    private static Object nested(Tensor tensor, int axis, int from, int to) {
        if (tensor.dims().isEmpty()) {
            return tensor.values()[0];
        }
        if (axis >= tensor.dims().size() - 1) {
            return Arrays.copyOfRange(tensor.values(), from, to);
        }
        int size = tensor.dims().get(axis);
        var parts = new Object[size];
        for (int i = 0; i < size; i++) {
            int length = (to - from) / size;
            parts[i] = nested(tensor, axis + 1, from + i * length, from + (i + 1) * length);
        }
        return parts;
    }

    private Run existing(String run) {
        return runs.findById(run).orElseThrow(Runs::notFound);
    }
}
