package dev.descent.nn.train;

import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.Shape;
import dev.descent.nn.graph.Source;
import dev.descent.nn.loss.Loss;
import dev.descent.nn.spec.CheckedModel;
import dev.descent.nn.spec.ModelSpec;
import dev.descent.nn.spec.SpecLimits;
import dev.descent.nn.spec.SpecProblems;
import dev.descent.nn.spec.TrainingSpec;

/**
 * A resolved model with its loss, ready to be lowered.
 *
 * @param targetWidth numbers per row of the target: one for a class, one per output otherwise
 */
record Model(CheckedModel checked, Loss loss, int targetWidth) {

    /** Nodes of interest in one lowering. */
    record Lowered(GraphBuilder graph, Node features, Node target, Node output, Node loss) {}

    /** @throws IllegalArgumentException if the specification was not resolved */
    static Model of(ModelSpec spec, TrainingSpec training) {
        var problems = new SpecProblems();
        CheckedModel checked = spec.check(new ModelSpec.Surroundings(training.features(), null, null), SpecLimits.NONE, "", problems)
                .filter(CheckedModel::isComplete)
                .orElseThrow(() -> new IllegalArgumentException("the model is not resolved: " + problems.all()));
        return new Model(checked, training.loss(), training.loss().target() == Loss.Target.CLASS ? 1 : checked.outputWidth());
    }

    /** Floating-point operations that one row takes in a training step, forward and backward: six for each multiplication. */
    double operationsPerRow() {
        return 6.0 * checked.multiplications();
    }

    Lowered lower(boolean training) {
        var graph = new GraphBuilder();
        Node features = graph.source(Source.Kind.FEATURES, "features", Shape.rows(checked.inputWidth()));
        Node target = graph.source(Source.Kind.TARGET, "target", Shape.rows(targetWidth));
        Node output = checked.build(graph, features, training);
        return new Lowered(graph, features, target, output, loss.build(graph, output, target));
    }
}
