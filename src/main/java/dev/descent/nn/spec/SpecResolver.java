package dev.descent.nn.spec;

import dev.descent.nn.data.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Checks a training as asked for against its data and writes all defaults out. Everything that is wrong is told at once, with
 * the pointers of the run request.
 */
public final class SpecResolver {

    /**
     * @param model              with names, inputs, widths and initializers written out
     * @param spec               with all defaults written out; null members are off
     * @param warnings           what is accepted but is worth knowing
     * @param parameters         values to be trained
     * @param memoryBytes        estimate of the heap that the run takes while it trains; what is encoded of its rows lies on disk
     * @param operationsPerEpoch floating-point operations of an epoch, estimated
     * @param facts              what is striking about the training rows
     */
    public record Resolved(
            ModelSpec model,
            TrainingSpec spec,
            List<String> warnings,
            long parameters,
            long memoryBytes,
            double operationsPerEpoch,
            int trainingRows,
            int validationRows,
            DataFacts facts) {}

    private final SpecLimits limits;

    public SpecResolver(SpecLimits limits) {
        this.limits = limits;
    }

    /**
     * @param request  members that are null take their defaults
     * @param datasets finds the dataset that {@code validation} names, by id or name
     * @return empty if anything was added to the problems
     */
    public Optional<Resolved> resolve(
            ModelSpec model, TrainingSpec request, Table table, Function<String, Optional<Table>> datasets, SpecProblems problems) {
        var own = new SpecProblems();
        var resolved = new Resolution(limits, model, request, table, datasets, own).run();
        own.all().forEach(problems::add);
        return own.isEmpty() ? resolved : Optional.empty();
    }
}
