package dev.descent.run;

import dev.descent.nn.layer.ParameterSpec;
import dev.descent.nn.spec.ModelSpec;
import dev.descent.nn.spec.SpecLimits;
import dev.descent.nn.spec.SpecProblems;
import dev.descent.nn.spec.TrainingSpec;
import dev.descent.nn.train.Inherited;
import dev.descent.run.CheckpointRows.Row;
import dev.descent.support.Limits;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds out what a fork trains and where it starts, and has everything that is wrong with the order told at once. */
@Component
class ForkResolver {

    private static final String CHANGES = "/changes";
    private static final String EPOCHS = "/epochs";
    private static final Comparator<Row> PREFERRED = Comparator.comparing((Row row) -> !row.endsEpoch()).thenComparing(Row::weightsOnly)
            .thenComparing(row -> row.view().batch());

    private final RunResolver resolver;
    private final SpecText specs;
    private final Limits limits;

    ForkResolver(RunResolver resolver, SpecText specs, Limits limits) {
        this.resolver = resolver;
        this.specs = specs;
        this.limits = limits;
    }

    /** @param start the checkpoint to start from */
    record Fork(Submission submission, Row start, Set<Inherited> inherited) {}

    /** @throws Problem model-not-ready without any checkpoint; everything that is wrong with the order */
    Fork resolve(Run parent, List<Row> kept, ForkOrder order, Function<JsonNode, NewRun> reader) {
        if (kept.isEmpty()) {
            throw parent.refusal(ProblemCode.MODEL_NOT_READY, "The run keeps no checkpoint to be forked from");
        }
        var problems = new SpecProblems();
        var start = start(kept, order.fromEpoch(), problems);
        int epochs = start.map(row -> epochs(parent, row, order.epochs(), problems)).orElse(parent.plan().epochs());
        var changes = changes(order, problems);
        var submission = attempt(problems, () -> reader.apply(patched(parent, changes, epochs)))
                .flatMap(request -> {
                    mustMeanTheSame(specs.read(parent.plan().effectiveSpec()).training(), request.training(), problems);
                    return attempt(problems, () -> resolver.resolve(request));
                });
        submission.ifPresent(found -> mustFit(parent, found, changes, problems));
        if (!problems.isEmpty()) {
            throw Problem.of(problems.all());
        }
        return fork(parent, submission.orElseThrow(), start.orElseThrow());
    }

    private static Optional<Row> start(List<Row> kept, Integer epoch, SpecProblems problems) {
        if (epoch == null) {
            return CheckpointChoice.of("latest").among(kept).or(() -> Optional.of(kept.getLast()));
        }
        var found = kept.stream().filter(row -> row.view().epoch() == epoch).min(PREFERRED);
        if (found.isEmpty()) {
            var epochs = kept.stream().map(row -> row.view().epoch()).distinct().sorted().map(String::valueOf).toList();
            problems.add("/fromEpoch", ProblemCode.UNKNOWN_REFERENCE.slug(),
                    "The run keeps no checkpoint of epoch " + epoch + "; it keeps " + String.join(", ", epochs));
        }
        return found;
    }

    /** In all, those before the fork included. */
    private int epochs(Run parent, Row start, Integer additional, SpecProblems problems) {
        int done = start.view().epoch();
        if (additional == null && done >= parent.plan().epochs()) {
            problems.add(EPOCHS, ProblemCode.MISSING_PROPERTY.slug(), "must say how many more epochs: the run had " + parent.plan().epochs() + " and all are done");
        } else if (additional != null && (long) done + additional > limits.epochs()) {
            problems.add(EPOCHS, ProblemCode.CONSTRAINT_VIOLATION.slug(),
                    "must be at most " + (limits.epochs() - done) + ", since " + done + " are done (was " + additional + ")");
        } else {
            return additional == null ? parent.plan().epochs() : done + additional;
        }
        return parent.plan().epochs();
    }

    private ObjectNode changes(ForkOrder order, SpecProblems problems) {
        if (order.changes() != null && !order.changes().isNull()) {
            if (order.changes() instanceof ObjectNode object) {
                if (object.has("epochs")) {
                    problems.add(CHANGES + EPOCHS, ProblemCode.UNKNOWN_PROPERTY.slug(), "is said by the member epochs beside changes, which counts the additional ones");
                }
                return object;
            }
            problems.add(CHANGES, ProblemCode.INVALID_TYPE.slug(), "must be an object");
        }
        return specs.object();
    }

    /** The parent's request with every default written out, changed. */
    private ObjectNode patched(Run parent, ObjectNode changes, int epochs) {
        var request = specs.tree(parent.plan().effectiveSpec());
        request.put("name", parent.name()).put("priority", parent.priority());
        parent.labels().forEach(request.putObject("labels")::put);
        return MergePatch.apply(request, changes).put("epochs", epochs);
    }

    /** What the reader and the resolver say of the patched request is told of the changes. */
    private static <T> Optional<T> attempt(SpecProblems problems, Supplier<T> action) {
        try {
            return Optional.of(action.get());
        } catch (Problem refusal) {
            refusal.errors().forEach(error -> problems.add(error.at(error.pointer().equals(EPOCHS) ? EPOCHS : CHANGES + error.pointer())));
            if (refusal.errors().isEmpty()) {
                throw refusal;
            }
            return Optional.empty();
        }
    }

    private static void mustMeanTheSame(TrainingSpec before, TrainingSpec after, SpecProblems problems) {
        mustEqual("/task", before.task(), after.task(), problems);
        mustEqual("/features", before.features(), after.features(), problems);
        mustEqual("/target", before.target(), after.target(), problems);
        mustEqual("/preprocessing", before.preprocessing(), after.preprocessing(), problems);
        if (after.loss() != null && before.loss().target() != after.loss().target()) {
            problems.add(CHANGES + "/loss", ProblemCode.CONSTRAINT_VIOLATION.slug(), "takes targets of another form than the weights were trained for");
        }
    }

    private static void mustEqual(String member, Object before, Object after, SpecProblems problems) {
        if (!Objects.equals(before, after)) {
            problems.add(CHANGES + member, ProblemCode.CONSTRAINT_VIOLATION.slug(),
                    "cannot be changed: the weights that the fork starts from would mean something else");
        }
    }

    private void mustFit(Run parent, Submission submission, ObjectNode changes, SpecProblems problems) {
        var before = tensors(specs.read(parent.plan().effectiveSpec()).model());
        var after = tensors(submission.resolved().model());
        if (!before.equals(after)) {
            problems.add(CHANGES + (changes.has("model") ? "/model" : "/dataset"), ProblemCode.INVALID_MODEL_SPEC.slug(),
                    "must have the tensors of the run that is forked: " + before + " (was " + after + ")");
        }
    }

    /** Shapes by name. */
    private static Map<String, List<Integer>> tensors(ModelSpec model) {
        var shapes = new TreeMap<String, List<Integer>>();
        for (ParameterSpec tensor : model.check(ModelSpec.Surroundings.UNKNOWN, SpecLimits.NONE, "", new SpecProblems()).orElseThrow().parameters()) {
            shapes.put(tensor.name(), tensor.dims());
        }
        return shapes;
    }

    private Fork fork(Run parent, Submission submission, Row start) {
        var before = specs.read(parent.plan().effectiveSpec()).resolved();
        var after = specs.read(submission.effectiveSpec()).resolved();
        var inherited = EnumSet.copyOf(Inherited.between(before, after, parent.plan().datasetId().equals(submission.dataset().id())));
        var warnings = new ArrayList<>(submission.resolved().warnings());
        if (start.weightsOnly()) {
            inherited.retainAll(Set.of(Inherited.BEST));
            warnings.add("weights-only: the checkpoint of epoch " + start.view().epoch() + " holds weights only; the optimizer's state and what early stopping and the"
                    + " schedule have counted begin anew, and the steps before are taken to be epochs times batches");
        } else if (start.view().batch() > 0 && !inherited.contains(Inherited.EPOCH)) {
            warnings.add("epoch-restarted: the checkpoint is from the middle of epoch " + (start.view().epoch() + 1) + ", which begins anew since its batches are others");
        }
        if (after.schedule().at(after.optimizer().learningRate(), start.view().epoch(), Integer.MAX_VALUE, 1, 0) == 0) {
            warnings.add("learning-rate-zero: the schedule has come to a learning rate of 0 by epoch " + (start.view().epoch() + 1)
                    + "; change it, such as by {\"schedule\":{\"periodEpochs\":" + 2L * after.epochs() + "}} for cosine");
        }
        boolean sameModel = specs.read(parent.plan().effectiveSpec()).model().equals(submission.resolved().model());
        var model = submission.modelId() == null && sameModel ? parent.plan().modelId() : submission.modelId();
        return new Fork(submission.with(model, specs.write(warnings)), start, inherited);
    }
}
