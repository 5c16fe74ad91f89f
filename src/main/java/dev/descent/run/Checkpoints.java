package dev.descent.run;

import dev.descent.nn.train.Checkpoint;
import dev.descent.nn.train.CheckpointFormat;
import dev.descent.nn.train.Tensor;
import dev.descent.run.CheckpointRows.Row;
import dev.descent.run.CheckpointView.Kind;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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
        find(run);
        return rows.of(run).stream().map(Row::view).toList();
    }

    /**
     * A state with its specification.
     *
     * @param which {@code best}, {@code latest} or the number of an epoch
     * @throws Problem not-found for an unknown run or epoch, model-not-ready where the run has no such state yet
     */
    public LoadedCheckpoint load(String run, String which) {
        var spec = specs.read(find(run).plan().effectiveSpec());
        var row = row(run, which);
        return new LoadedCheckpoint(spec.model(), spec.resolved(), read(row), row.view().epoch());
    }

    /** Every tensor by name, nested by its dimensions. Refuses as {@link #load}. */
    public Map<String, Object> weights(String run, String which) {
        find(run);
        var weights = new LinkedHashMap<String, Object>();
        read(row(run, which)).model().tensors().forEach((name, tensor) -> weights.put(name, nested(tensor, 0, 0, tensor.values().length)));
        return weights;
    }

    private Row row(String run, String which) {
        return switch (which) {
            case "best" -> newest(run, row -> row.view().kind() == Kind.BEST);
            case "latest" -> newest(run, row -> row.view().kind() == Kind.LATEST);
            default -> ofEpoch(run, which);
        };
    }

    private Row newest(String run, Predicate<Row> wanted) {
        return rows.of(run).stream().filter(wanted).reduce((_, later) -> later)
                .orElseThrow(() -> new Problem(ProblemCode.MODEL_NOT_READY, "The run has no such checkpoint yet; retry once it has trained for a while"));
    }

    private Row ofEpoch(String run, String which) {
        if (!which.matches("[0-9]{1,9}")) {
            throw new Problem(ProblemCode.INVALID_ID, "A checkpoint is named best, latest or by the number of an epoch");
        }
        int epoch = Integer.parseInt(which);
        return rows.of(run).stream().filter(row -> row.view().epoch() == epoch && row.view().batch() == 0).findFirst()
                .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "The run keeps no checkpoint of the end of epoch " + epoch));
    }

    private Checkpoint read(Row row) {
        return CheckpointFormat.read(rows.bytes(row));
    }

    /** A row of the last dimension stays an array of numbers. */
    private static Object nested(Tensor tensor, int axis, int from, int to) {
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

    private Run find(String run) {
        return runs.findById(run).orElseThrow(Runs::notFound);
    }
}
