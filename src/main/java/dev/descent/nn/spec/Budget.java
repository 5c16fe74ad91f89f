package dev.descent.nn.spec;

import dev.descent.nn.data.Rows;
import dev.descent.nn.data.Scratch;
import dev.descent.nn.data.Split;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Shape;
import dev.descent.nn.graph.Source;
import dev.descent.nn.plan.PlanCompiler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run will cost, reckoned before anything is allocated.
 *
 * @param memoryBytes of the heap
 */
record Budget(long parameters, long memoryBytes, double operationsPerEpoch, int validationRows) {

    /** Two lists of row numbers; and a column as it is read, as it is fitted, and in order. The first encoded rows come twice, also as columns. */
    private static final long HEAP_BYTES_PER_ROW = 2 * Integer.BYTES + 3 * Double.BYTES;

    static Optional<Budget> check(SpecLimits limits, CheckedModel model, TrainingSpec spec, Split split, int validationRows, SpecProblems problems) {
        long parameters = model.parameterCount();
        long rows = (long) split.training().length + validationRows;
        long encoded = encoded(model, spec, rows);
        if (encoded > limits.encodedBytes()) {
            problems.add("/dataset", "memory-budget-exceeded", "must become at most " + limits.encodedBytes() + " bytes of network inputs and targets (becomes "
                    + encoded + ")", new Excess(limits.encodedBytes(), encoded, Map.of()));
        }
        var terms = memory(model, spec, rows, encoded);
        long memory = Exactly.sum(terms.values());
        if (memory > limits.memoryBytes()) {
            var excess = new Excess(limits.memoryBytes(), memory, terms);
            problems.add("/model", "memory-budget-exceeded", "must fit into " + limits.memoryBytes() + " bytes (needs " + memory + ": " + excess.listed()
                    + "; the encoded rows, " + encoded + ", are kept on disk)", excess);
        }
        double operations = 6.0 * model.multiplications() * split.training().length + 2.0 * model.multiplications() * validationRows;
        if (operations * spec.epochs() > limits.operations()) {
            problems.add("/epochs", "compute-budget-exceeded", "must take at most " + limits.operations() + " operations (takes about "
                    + operations * spec.epochs() + ": parameters " + parameters + ", rows " + rows + ", epochs " + spec.epochs() + ")",
                    new Excess(limits.operations(), operations * spec.epochs(), told("parameters", parameters, "rows", rows, "epochs", spec.epochs())));
        }
        return problems.isEmpty() ? Optional.of(new Budget(parameters, memory, operations, validationRows)) : Optional.empty();
    }

    /** Bytes of the heap by what they are for. */
    private static Map<String, Long> memory(CheckedModel model, TrainingSpec spec, long rows, long encoded) {
        long floats = Exactly.product(Float.BYTES, model.parameterCount());
        int slots = spec.optimizer().slots();
        return told(
                "dataset", HEAP_BYTES_PER_ROW * rows + 2 * Math.min(encoded, Scratch.HEAP_BYTES),
                // With their gradients, transposes and the best ones.
                "weights", Exactly.product(floats, 4),
                "optimizer", Exactly.product(floats, slots),
                // Of weights, best weights and state: as arrays, as bytes, and as bytes sent.
                "snapshot", Exactly.product(floats, 3 * (2 + slots)),
                // Values, gradients, what is at work; and the values once more while the layers are looked at.
                "activations", Exactly.product(4, activations(model, spec.batchSize())));
    }

    private static Map<String, Long> told(Object... namesAndValues) {
        var told = new LinkedHashMap<String, Long>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            told.put((String) namesAndValues[i], ((Number) namesAndValues[i + 1]).longValue());
        }
        return told;
    }

    /** Rows as the network reads them. */
    private static long encoded(CheckedModel model, TrainingSpec spec, long rows) {
        long targets = switch (spec.task()) {
            case CLASSIFICATION -> Rows.bytes(rows, 1);
            case REGRESSION -> Rows.bytes(rows, model.outputWidth());
            case RECONSTRUCTION -> 0;
        };
        return Rows.bytes(rows, model.inputWidth()) + targets;
    }

    private static long activations(CheckedModel model, int batch) {
        var graph = new GraphBuilder();
        var output = model.build(graph, graph.source(Source.Kind.FEATURES, "features", Shape.rows(model.inputWidth())), true);
        return PlanCompiler.bytes(graph, List.of(output), batch);
    }
}
