package dev.descent.nn.train;

import dev.descent.nn.data.Rows;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.Shape;
import dev.descent.nn.graph.Source;
import dev.descent.nn.kernel.Function;
import dev.descent.nn.kernel.Kernels;
import dev.descent.nn.layer.ActivationLayer;
import dev.descent.nn.layer.Layer;
import dev.descent.nn.plan.Plan;
import dev.descent.nn.plan.PlanCompiler;
import dev.descent.nn.spec.CheckedModel;
import dev.descent.nn.spec.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Looks at every layer of a network while its training stands still. The plan of a training step shares memory between layers and
 * fuses their ends, so a plan of its own is compiled, which keeps all outputs, and is given up afterwards.
 */
final class Inspection {

    private static final int MOST_ROWS = 1024;
    /** Some 50 ms of one core: a training is never held up for longer, however large its network is. */
    private static final double MOST_OPERATIONS = 5e8;
    /** Rows at a time, where a batch has as many: what is kept is then less than what a batch keeps for its gradients. */
    private static final int CHUNK = 64;

    private final Kernels kernels;
    /** Null of a formula, which has no layers. */
    private final Network network;
    private final Parameters parameters;
    private final int chunk;

    /** @param parameters are read in place */
    Inspection(Kernels kernels, Model model, Parameters parameters, int batchSize) {
        this.kernels = kernels;
        this.network = model.checked() instanceof Network layered ? layered : null;
        this.parameters = parameters;
        this.chunk = Math.min(CHUNK, batchSize);
    }

    /**
     * @param features      of the training rows, of which evenly spaced ones are taken
     * @param gradientNorms of each parameter tensor, negative where there is none
     * @return in layer order
     */
    List<LayerFigures> figures(Rows features, double[] gradientNorms) {
        if (network == null) {
            return List.of();
        }
        var graph = new GraphBuilder();
        Node input = graph.source(Source.Kind.FEATURES, "features", Shape.rows(network.inputWidth()));
        var opened = network.outputs(graph, input, false);
        var outputs = opened.stream().map(CheckedModel.Opened::output).toList();
        var plan = new PlanCompiler(kernels, 1).compile(graph, outputs, parameters.buffers(graph), chunk);
        var tallies = outputs.stream().map(node -> new Tally(node.shape().size())).toList();
        int[] rows = sample(features.rows());
        for (int from = 0; from < rows.length; from += chunk) {
            int count = Math.min(chunk, rows.length - from);
            features.gather(kernels, rows, from, 0, count, plan.buffer(input), plan.execution().height);
            plan.execution().rows = count;
            plan.run();
            for (int i = 0; i < tallies.size(); i++) {
                tallies.get(i).add(plan, opened.get(i), count);
            }
        }
        return figures(tallies, gradientNorms);
    }

    private int[] sample(int rows) {
        long operationsPerRow = network.parts().stream().mapToLong(Network.Part::width).sum() + network.parameterCount();
        int count = (int) Math.clamp((long) (MOST_OPERATIONS / (2.0 * operationsPerRow)), 1, Math.min(rows, MOST_ROWS));
        int[] sample = new int[count];
        Arrays.setAll(sample, i -> (int) ((long) rows * i / count));
        return sample;
    }

    private List<LayerFigures> figures(List<Tally> tallies, double[] gradientNorms) {
        var figures = new ArrayList<LayerFigures>();
        int tensor = 0;
        for (int i = 0; i < tallies.size(); i++) {
            var layer = network.parts().get(i).layer();
            int end = tensor + network.parameters(i).size();
            var tally = tallies.get(i);
            figures.add(new LayerFigures(layer.name(), tally.alive.length, network.parameterCount(i), isRectified(layer) ? tally.deadShare() : null,
                    norm(gradientNorms, tensor, end), tally.mean(), tally.std()));
            tensor = end;
        }
        return List.copyOf(figures);
    }

    /** A ReLU alone: what the others of its family let through below 0 keeps them learning. */
    private static boolean isRectified(Layer layer) {
        return layer.activation() == Function.RELU
                || layer instanceof ActivationLayer own && own.function() == Function.RELU && own.activation() == Function.LINEAR;
    }

    private static Double norm(double[] norms, int from, int to) {
        double squares = 0;
        boolean any = false;
        for (int i = from; i < to; i++) {
            if (!(norms[i] < 0)) {
                squares += norms[i] * norms[i];
                any = true;
            }
        }
        return any ? Double.valueOf(Math.sqrt(squares)) : null;
    }

    /** What has been seen of one layer's output. */
    private static final class Tally {

        final boolean[] alive;
        private long count;
        /** Deviations are from the first value, so that a large mean costs no digits. */
        private double first;
        private double sum;
        private double squares;

        Tally(int units) {
            this.alive = new boolean[units];
        }

        void add(Plan plan, CheckedModel.Opened opened, int rows) {
            float[] panels = plan.buffer(opened.output());
            float[] values = new float[alive.length];
            int height = plan.execution().height;
            if (count == 0) {
                first = panels[0];
            }
            for (int row = 0; row < rows; row++) {
                opened.form().read(panels, opened.output().shape(), height, row, values);
                for (int unit = 0; unit < alive.length; unit++) {
                    double value = values[unit];
                    alive[unit] |= value != 0;
                    sum += value - first;
                    squares += (value - first) * (value - first);
                }
            }
            count += (long) rows * alive.length;
        }

        double deadShare() {
            int dead = 0;
            for (boolean unit : alive) {
                dead += unit ? 0 : 1;
            }
            return (double) dead / alive.length;
        }

        double mean() {
            return first + sum / count;
        }

        double std() {
            return Math.sqrt(Math.max(0, squares / count - sum / count * (sum / count)));
        }
    }
}
