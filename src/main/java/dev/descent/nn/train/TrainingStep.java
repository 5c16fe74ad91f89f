package dev.descent.nn.train;

import dev.descent.nn.data.Samples;
import dev.descent.nn.graph.Autodiff;
import dev.descent.nn.graph.Execution;
import dev.descent.nn.graph.Node;
import dev.descent.nn.kernel.Function;
import dev.descent.nn.kernel.Kernels;
import dev.descent.nn.kernel.Parallel;
import dev.descent.nn.plan.PlanCompiler;
import dev.descent.nn.spec.TrainingSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One mini-batch: gather, forward, loss, backward, update. Everything is allocated here, nothing in {@link #run}. */
final class TrainingStep {

    private final Parameters parameters;
    private final Batch batch;
    private final Update update;
    private final Execution execution;
    private final Parallel.Phase[] phases;
    private final Parallel parallel;
    /** Null where rows are taken as they are. */
    private final Augmenter augmenter;
    private Samples resident;
    /** Steps that were done when the optimizer's state began. */
    private long stateSince;

    /** @param parallel the threads that share the work */
    TrainingStep(Kernels kernels, Model model, TrainingSpec spec, Parameters parameters, Parallel parallel) {
        this.parameters = parameters;
        this.parallel = parallel;
        var lowered = model.lower(true);
        var nodes = parameters.nodes(lowered.graph());
        var trained = IntStream.range(0, nodes.size()).filter(i -> parameters.spec(i).trained()).mapToObj(nodes::get).toList();
        Map<Node, Node> gradientNodes = gradients(lowered, trained);
        var results = new ArrayList<>(gradientNodes.values());
        results.addAll(Parameters.runningAverages(lowered.graph()));
        results.add(lowered.loss());
        results.add(lowered.output());
        var plan = new PlanCompiler(kernels, parallel.parts())
                .compile(lowered.graph(), results, parameters.buffers(lowered.graph()), spec.batchSize());
        float[][] gradients = nodes.stream().map(node -> plan.buffer(gradientNodes.get(node))).toArray(float[][]::new);
        this.execution = plan.execution();
        this.batch = new Batch(kernels, plan, lowered, spec.batchSize());
        this.update = new Update(kernels, spec, parameters, gradients, parallel.parts());
        execution.seed = spec.seed();
        var augmentation = spec.preprocessing() == null ? null : spec.preprocessing().augmentation();
        this.augmenter = augmentation == null || augmentation.isEmpty() ? null : new Augmenter(augmentation, model.checked().inputDims(), parallel.parts());
        var all = new ArrayList<Parallel.Phase>();
        all.add(this::gather);
        plan.phases().forEach(phase -> all.add(phase::run));
        if (update.needsNorm()) {
            all.add(update::norms);
        }
        all.add(update::apply);
        this.phases = all.toArray(Parallel.Phase[]::new);
    }

    /** Layers that are added up may have the same gradient. An update changes gradients in place, so each parameter gets its own. */
    private static Map<Node, Node> gradients(Model.Lowered lowered, List<Node> trained) {
        var graph = lowered.graph();
        var gradients = Autodiff.gradients(graph, lowered.loss(), trained);
        var taken = new HashSet<Node>();
        for (int i = 0; i < trained.size(); i++) {
            Node gradient = gradients.get(trained.get(i));
            if (!taken.add(gradient)) {
                // A copy: y = x takes no notice of its parameter, which only tells this node from other copies.
                gradients.put(trained.get(i), graph.add(new dev.descent.nn.graph.Map(Function.LINEAR, i), gradient));
            }
        }
        return gradients;
    }

    /**
     * Trains on the rows {@code order[from … from+rows−1]}.
     *
     * @param order null trains on all rows as they stand
     * @param step  from 0
     * @param alone whether this thread is to do all the work
     * @return the loss before the update
     */
    double run(Samples samples, int[] order, int from, int rows, long step, double learningRate, boolean alone) {
        batch.choose(samples, order, from, rows);
        execution.step = step;
        update.begin(step + 1 - stateSince, learningRate);
        if (alone) {
            parallel.runAlone(phases);
        } else {
            parallel.run(phases);
        }
        resident = order == null && augmenter == null ? samples : null;
        return execution.loss();
    }

    /** A batch that is the whole of the samples stays where it is from step to step. */
    private void gather(int part) {
        if (resident == null) {
            batch.gather(part);
            if (augmenter != null) {
                batch.augment(augmenter, part);
            }
        }
        update.lookAhead(part);
    }

    /** ‖g‖ of the last step, before clipping and penalties. */
    double gradientNorm() {
        return update.gradientNorm();
    }

    /** ‖g‖ of each tensor in the last step; negative where there is none. */
    double[] gradientNorms() {
        return update.gradientNorms();
    }

    /** The last step's rows, with the outputs as its forward pass saw them. */
    Batch batch() {
        return batch;
    }

    /** A copy of the optimizer's state, row-major as the parameters are. */
    SortedMap<String, float[]> copySlots() {
        var copy = new TreeMap<String, float[]>();
        float[][][] slots = update.slots();
        for (int i = 0; i < slots.length; i++) {
            for (int s = 0; s < slots[i].length; s++) {
                copy.put(parameters.name(i) + "#" + s, parameters.spec(i).unpack(slots[i][s]));
            }
        }
        return copy;
    }

    long stateSince() {
        return stateSince;
    }

    /** A state in which no step was taken is the one that is there at the start: all zero. */
    void restore(Progress progress) {
        stateSince = progress.stateSince();
        if (stateSince < progress.step()) {
            restoreSlots(progress.slots());
        }
    }

    private void restoreSlots(Map<String, float[]> saved) {
        float[][][] slots = update.slots();
        for (int i = 0; i < slots.length; i++) {
            for (int s = 0; s < slots[i].length; s++) {
                float[] values = saved.get(parameters.name(i) + "#" + s);
                if (values == null || values.length != parameters.spec(i).count()) {
                    throw new CheckpointFormatException("the checkpoint does not fit the optimizer: " + parameters.name(i));
                }
                parameters.spec(i).pack(values, slots[i][s]);
            }
        }
    }
}
