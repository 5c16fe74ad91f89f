package dev.descent.nn.train;

import dev.descent.nn.graph.Autodiff;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.Shape;
import dev.descent.nn.graph.Source;
import dev.descent.nn.kernel.Kernels;
import dev.descent.nn.kernel.Panels;
import dev.descent.nn.plan.Plan;
import dev.descent.nn.plan.PlanCompiler;
import dev.descent.nn.layer.Form;
import dev.descent.nn.spec.CheckedModel;
import dev.descent.nn.spec.TrainingSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * One training step on one row with everything kept that a training throws away.
 *
 * @param loss       before the update
 * @param values     what flows through the model, in an order of computing
 * @param parameters by name
 */
public record StepTrace(double loss, List<Value> values, List<Moved> parameters) {

    /**
     * @param gradient ∂loss/∂output; null where none flows
     * @param before   of an output with an activation, what the activation was applied to; else null
     */
    public record Value(String name, float[] output, float[] gradient, Value before) {}

    /** A tensor, ∂loss/∂tensor, and the tensor after the update. */
    public record Moved(String name, Tensor value, Tensor gradient, Tensor updated) {}

    /**
     * @param checked  with all widths known, and without layers that mix rows
     * @param spec     of which loss, optimizer, penalties, clipping and seed count
     * @param features of the row
     * @param target   as the loss reads it
     */
    public static StepTrace of(CheckedModel checked, TrainingSpec spec, float[] features, float[] target) {
        var graph = new GraphBuilder();
        Node input = graph.source(Source.Kind.FEATURES, "features", Shape.rows(features.length));
        Node wanted = graph.source(Source.Kind.TARGET, "target", Shape.rows(target.length));
        var opened = new ArrayList<CheckedModel.Opened>();
        Node output = checked.build(graph, input, true, opened::add);
        Node loss = spec.loss().build(graph, output, wanted);
        var parameters = new Parameters(checked);
        parameters.initialize(spec.seed());
        var nodes = new LinkedHashSet<>(parameters.nodes(graph));
        nodes.add(input);
        opened.forEach(open -> {
            nodes.add(open.output());
            if (open.before() != null) {
                nodes.add(open.before());
            }
        });
        var gradients = Autodiff.gradients(graph, loss, List.copyOf(nodes));
        var results = new LinkedHashSet<>(gradients.values());
        results.addAll(nodes);
        results.add(loss);
        var kernels = Kernels.best();
        var plan = new PlanCompiler(kernels, 1).compile(graph, results, parameters.buffers(graph), 1);
        return new Run(kernels, spec, parameters, graph, plan, gradients).of(input, wanted, opened, features, target);
    }

    /** What is needed while it is computed. */
    private record Run(Kernels kernels, TrainingSpec spec, Parameters parameters, GraphBuilder graph, Plan plan, Map<Node, Node> gradients) {

        StepTrace of(Node input, Node wanted, List<CheckedModel.Opened> opened, float[] features, float[] target) {
            fill(plan.buffer(input), features);
            fill(plan.buffer(wanted), target);
            plan.execution().rows = 1;
            plan.execution().seed = spec.seed();
            plan.run();
            var values = new ArrayList<Value>();
            opened.forEach(open -> values.add(value(open)));
            var nodes = parameters.nodes(graph);
            var before = parameters.copy();
            float[][] slopes = nodes.stream().map(node -> plan.buffer(gradients.get(node))).toArray(float[][]::new);
            var slopeByName = new LinkedHashMap<String, Tensor>();
            for (int i = 0; i < slopes.length; i++) {
                if (slopes[i] != null) {
                    slopeByName.put(parameters.name(i), new Tensor(parameters.spec(i).dims(), parameters.spec(i).unpack(slopes[i])));
                }
            }
            var update = new Update(kernels, spec, parameters, copies(slopes), 1);
            update.begin(1, spec.optimizer().learningRate());
            update.lookAhead(0);
            update.apply(0);
            var after = parameters.copy();
            var moved = new ArrayList<Moved>();
            for (int i = 0; i < parameters.count(); i++) {
                String name = parameters.name(i);
                moved.add(new Moved(name, before.get(name), slopeByName.get(name), after.get(name)));
            }
            return new StepTrace(plan.execution().loss(), List.copyOf(values), List.copyOf(moved));
        }

        private Value value(CheckedModel.Opened open) {
            var before = open.before() == null ? null : new Value(open.name(), row(open.before(), open.form()), gradient(open.before(), open.form()), null);
            return new Value(open.name(), row(open.output(), open.form()), gradient(open.output(), open.form()), before);
        }

        private float[] gradient(Node node, Form form) {
            return gradients.containsKey(node) ? row(gradients.get(node), form) : null;
        }

        /** The numbers of the only row. */
        private float[] row(Node node, Form form) {
            float[] row = new float[node.shape().size()];
            if (node.shape().isLine()) {
                row[0] = plan.buffer(node)[0];
            } else {
                form.read(plan.buffer(node), node.shape(), plan.execution().height, 0, row);
            }
            return row;
        }

        private void fill(float[] panels, float[] row) {
            for (int i = 0; i < row.length; i++) {
                panels[Panels.index(plan.execution().height, 0, i)] = row[i];
            }
        }

        /** The update changes gradients in place, and two parameters may have the same. */
        private static float[][] copies(float[][] slopes) {
            float[][] copies = new float[slopes.length][];
            for (int i = 0; i < slopes.length; i++) {
                copies[i] = slopes[i] == null ? null : slopes[i].clone();
            }
            return copies;
        }
    }
}
