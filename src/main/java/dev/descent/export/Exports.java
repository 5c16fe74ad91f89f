package dev.descent.export;

import dev.descent.export.onnx.OnnxModel;
import dev.descent.nn.data.Preprocessing;
import dev.descent.nn.data.Table;
import dev.descent.nn.spec.ModelSpec;
import dev.descent.nn.spec.SpecLimits;
import dev.descent.nn.spec.SpecProblems;
import dev.descent.nn.train.ModelState;
import dev.descent.nn.train.Predictions;
import dev.descent.nn.train.Predictor;
import dev.descent.nn.train.Tensor;
import dev.descent.run.CheckpointChoice;
import dev.descent.run.Checkpoints;
import dev.descent.run.LoadedCheckpoint;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes states of runs as files, and hands out none that says something else than the service. */
@Service
public class Exports {

    /** Of an ONNX file, whose reader rounds in its own way. */
    private static final double RELATIVE = 1e-5;
    /** Below it numbers are compared by their difference. */
    private static final double SMALL = 1e-3;

    /** At the most while a file is written and read again: several copies of the file, and weights in two layouts. */
    private static final long BYTES_PER_VALUE = 64;
    /** Not worth looking for room. */
    private static final long SMALL_MODEL = 100_000;

    private final Checkpoints checkpoints;
    private final ModelText texts;
    private final ObjectProvider<ExportReader> readers;

    Exports(Checkpoints checkpoints, ModelText texts, ObjectProvider<ExportReader> readers) {
        this.checkpoints = checkpoints;
        this.texts = texts;
        this.readers = readers;
    }

    /**
     * One at a time: a file and what is read from it are in memory.
     *
     * @throws Problem not-found, model-not-ready, memory-budget-exceeded, or export-differs where the file gives other answers than the service
     */
    public synchronized ExportFile export(String run, CheckpointChoice choice, ExportFormat format) {
        var loaded = checkpoints.load(run, choice).orElseThrow(() -> choice.isEpoch()
                ? new Problem(ProblemCode.NOT_FOUND, "The run keeps no checkpoint of the end of epoch " + choice) : Checkpoints.notReady());
        checkRoom(loaded);
        var text = texts.of(run, loaded);
        var state = loaded.checkpoint().model();
        var preprocessing = loaded.checkpoint().preprocessing();
        var trial = new Trial(loaded, golden(loaded));
        byte[] content = switch (format) {
            case JSON -> JsonModel.write(text, state.tensors());
            case SAFETENSORS -> Safetensors.write(state.tensors(), Map.of("format", "descent-model", "descent", text.toString()));
            case ONNX -> OnnxModel.write(loaded.model(), loaded.spec(), state, preprocessing, metadata(text));
        };
        var check = switch (format) {
            case JSON -> {
                var read = JsonModel.read(content);
                yield trial.equalBits(read.tensors(), ModelText.preprocessing(read.text()));
            }
            case SAFETENSORS -> {
                var read = JsonMapper.shared().readTree(Safetensors.header(content).at("/__metadata__/descent").stringValue());
                yield trial.equalBits(Safetensors.tensors(content), ModelText.preprocessing(read));
            }
            case ONNX -> trial.close(content, readers.getIfAvailable());
        };
        return new ExportFile(run + "-" + loaded.view().epoch() + "." + format.ending(), format, content, check);
    }

    private static void checkRoom(LoadedCheckpoint loaded) {
        long values = loaded.checkpoint().model().tensors().values().stream().mapToLong(tensor -> tensor.values().length).sum();
        var runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
        if (values > SMALL_MODEL && values * BYTES_PER_VALUE > free) {
            throw new Problem(ProblemCode.MEMORY_BUDGET_EXCEEDED, "The file of " + values + " numbers would need " + values * BYTES_PER_VALUE + " bytes of memory, of which "
                    + free + " are free; start the service with more, or read the weights");
        }
    }

    private static Map<String, String> metadata(ObjectNode text) {
        return Map.of("descent", text.toString());
    }

    private static Table golden(LoadedCheckpoint loaded) {
        var problems = new SpecProblems();
        var surroundings = new ModelSpec.Surroundings(loaded.spec().features(), null, null);
        var entries = loaded.model().check(surroundings, SpecLimits.NONE, "", problems).orElseThrow(() -> new IllegalStateException(problems.all().toString())).entries();
        return GoldenRows.of(loaded.checkpoint().preprocessing().features(), entries);
    }

    /** The answers of the service to the golden rows, which a file has to give as well. */
    private record Trial(LoadedCheckpoint loaded, Table rows) {

        String equalBits(SortedMap<String, Tensor> tensors, Preprocessing preprocessing) {
            var state = loaded.checkpoint().model();
            var read = new Predictor(loaded.model(), loaded.spec(), new ModelState(state.epoch(), state.metrics(), tensors), preprocessing).predict(rows);
            var own = own();
            if (!Arrays.deepEquals(own.outputs(), read.outputs()) || !Arrays.deepEquals(own.values(), read.values())) {
                throw differs("other bits");
            }
            return "equal bits for " + rows.rows() + " rows";
        }

        String close(byte[] file, ExportReader reader) {
            if (reader == null) {
                return "unchecked: no reader of ONNX is installed";
            }
            var own = own();
            double[][] read = reader.values(file, rows, own);
            for (int row = 0; row < rows.rows(); row++) {
                for (int i = 0; i < own.values()[row].length; i++) {
                    double wanted = own.values()[row][i];
                    double distance = Math.abs(read[row][i] - wanted);
                    if (!(distance <= RELATIVE * Math.max(SMALL, Math.abs(wanted)) || distance <= RELATIVE * scale(own.values(), i)) && !(Double.isNaN(wanted) && Double.isNaN(read[row][i]))) {
                        throw differs(read[row][i] + " in place of " + wanted);
                    }
                }
            }
            return "within 1e-5 for " + rows.rows() + " rows by " + reader.name();
        }

        /** The largest number of a column: a sum that comes out near 0 is as exact as its parts. */
        private static double scale(double[][] values, int column) {
            return Arrays.stream(values).mapToDouble(row -> Math.abs(row[column])).filter(Double::isFinite).max().orElse(0);
        }

        private Predictions own() {
            return new Predictor(loaded.model(), loaded.spec(), loaded.checkpoint().model(), loaded.checkpoint().preprocessing()).predict(rows);
        }

        private static Problem differs(String how) {
            return new Problem(ProblemCode.EXPORT_DIFFERS, "The file was written and read again, and answers " + how + "; it is not handed out");
        }
    }
}
