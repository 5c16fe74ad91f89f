package dev.descent.nn.spec;

import dev.descent.nn.data.Split;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Shape;
import dev.descent.nn.graph.Source;
import dev.descent.nn.plan.PlanCompiler;
import java.util.List;
import java.util.Optional;

/** What a run will cost, reckoned before anything is allocated. */
record Budget(long parameters, long memoryBytes, double operationsPerEpoch, int validationRows) {

    static Optional<Budget> check(SpecLimits limits, Network network, TrainingSpec spec, Split split, int validationRows, SpecProblems problems) {
        long parameters = network.parameterCount();
        long rows = (long) split.training().length + validationRows;
        long data = 4 * rows * (network.inputWidth() + network.outputWidth());
        // Weights, gradients and their transposes, optimizer state, the best weights and one snapshot.
        long weights = 4 * parameters * (6 + 2L * spec.optimizer().slots());
        long buffers = 3 * activations(network, spec.batchSize());
        long memory = data + weights + buffers;
        if (memory > limits.memoryBytes()) {
            problems.add("/model", "memory-budget-exceeded", "must fit into " + limits.memoryBytes() + " bytes (needs " + memory + ": data " + data
                    + ", weights " + weights + ", buffers of a batch " + buffers + ")");
        }
        double operations = 6.0 * parameters * split.training().length + 2.0 * parameters * validationRows;
        if (operations * spec.epochs() > limits.operations()) {
            problems.add("/epochs", "compute-budget-exceeded", "must take at most " + limits.operations() + " operations (takes about "
                    + operations * spec.epochs() + ")");
        }
        return problems.isEmpty() ? Optional.of(new Budget(parameters, memory, operations, validationRows)) : Optional.empty();
    }

    private static long activations(Network network, int batch) {
        var graph = new GraphBuilder();
        var output = network.build(graph, graph.source(Source.Kind.FEATURES, "features", Shape.rows(network.inputWidth())), true);
        return PlanCompiler.bytes(graph, List.of(output), batch);
    }
}
