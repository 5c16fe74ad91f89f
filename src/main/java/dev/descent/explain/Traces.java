package dev.descent.explain;

import dev.descent.nn.loss.Loss;
import dev.descent.nn.optimizer.Optimizer;
import dev.descent.nn.spec.CheckedModel;
import dev.descent.nn.spec.ModelSpec;
import dev.descent.nn.spec.Regularization;
import dev.descent.nn.spec.SpecLimits;
import dev.descent.nn.spec.SpecProblem;
import dev.descent.nn.spec.SpecProblems;
import dev.descent.nn.spec.TrainingSpec;
import dev.descent.nn.train.StepTrace;
import dev.descent.nn.train.Tensor;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens up one step of training, by the engine that trains. */
public final class Traces {

    /** An answer of what a human reads. */
    private static final SpecLimits LIMITS = new SpecLimits(10_000, 64, 1000, 1L << 26, 1L << 26, 1e9);

    private Traces() {}

    /**
     * @param row    features by name, in the order in which the model reads them
     * @param target outputs by name; of a cross-entropy over classes the index of the class
     * @throws Problem with everything that is wrong
     */
    public static TraceView of(ModelSpec model, Map<String, Double> row, Map<String, Double> target, Loss loss, Optimizer optimizer, long seed) {
        var problems = new SpecProblems();
        checkNumbers("/row", row, problems);
        checkNumbers("/target", target, problems);
        boolean classes = loss.target() == Loss.Target.CLASS;
        var surroundings = new ModelSpec.Surroundings(List.copyOf(row.keySet()), row.size(), classes ? null : Integer.valueOf(target.size()));
        var checked = model.check(surroundings, LIMITS, "/model", problems);
        checked.ifPresent(whole -> checkFit(whole, target, loss, problems));
        if (!problems.isEmpty()) {
            throw Problem.of(problems.all());
        }
        var spec = new TrainingSpec(null, List.copyOf(row.keySet()), List.copyOf(target.keySet()), null, loss, optimizer, null,
                new Regularization(null, null, null), null, 1, 1, false, null, null, null, null, null, seed);
        return view(StepTrace.of(checked.get(), spec, floats(row), floats(target)));
    }

    private static void checkNumbers(String pointer, Map<String, Double> numbers, SpecProblems problems) {
        numbers.forEach((name, number) -> {
            if (!Float.isFinite(number.floatValue())) {
                problems.add(SpecProblem.child(pointer, name), ProblemCode.CONSTRAINT_VIOLATION.slug(), "must be within the range of float32");
            }
        });
    }

    private static void checkFit(CheckedModel checked, Map<String, Double> target, Loss loss, SpecProblems problems) {
        if (checked.mixesRows()) {
            problems.add("/model", ProblemCode.INVALID_MODEL_SPEC.slug(), "must not hold batchNorm: the statistics of a single row are its own values");
        }
        if (!checked.isComplete()) {
            problems.add("/model", ProblemCode.INVALID_MODEL_SPEC.slug(), "must say the units of its last dense layer where the target is a class");
            return;
        }
        int width = checked.outputWidth();
        switch (loss.target()) {
            case NUMBERS, BINARY -> {
                if (target.size() != width) {
                    refuse(problems, "must have " + width + " numbers, one for each output (has " + target.size() + ")");
                }
            }
            case SIGN -> only(target, problems).filter(number -> width != 1 || number != 1 && number != -1)
                    .ifPresent(_ -> refuse(problems, "must be -1 or 1, of a model with one output"));
            case CLASS -> only(target, problems).filter(number -> number != Math.rint(number) || number < 0 || number >= width)
                    .ifPresent(_ -> refuse(problems, "must be the index of a class, from 0 to " + (width - 1)));
        }
        if (loss.target() == Loss.Target.BINARY && target.values().stream().anyMatch(number -> number != 0 && number != 1)) {
            refuse(problems, "must be 0 or 1");
        }
    }

    private static Optional<Double> only(Map<String, Double> target, SpecProblems problems) {
        if (target.size() == 1) {
            return Optional.of(target.values().iterator().next());
        }
        refuse(problems, "must be one number for this loss (has " + target.size() + ")");
        return Optional.empty();
    }

    private static void refuse(SpecProblems problems, String detail) {
        problems.add("/target", ProblemCode.INCOMPATIBLE_LOSS.slug(), detail);
    }

    private static float[] floats(Map<String, Double> numbers) {
        float[] floats = new float[numbers.size()];
        int i = 0;
        for (double number : numbers.values()) {
            floats[i++] = (float) number;
        }
        return floats;
    }

    private static TraceView view(StepTrace trace) {
        var nodes = trace.values().stream().map(value -> new TraceView.NodeView(value.name(), numbers(value.output()), numbers(value.gradient()),
                value.before() == null ? null : new TraceView.BeforeActivation(numbers(value.before().output()), numbers(value.before().gradient())))).toList();
        var parameters = trace.parameters().stream().map(moved -> new TraceView.ParameterView(
                moved.name(), nested(moved.value()), nested(moved.gradient()), nested(moved.updated()))).toList();
        return new TraceView(trace.loss(), nodes, parameters);
    }

    private static List<Double> numbers(float[] row) {
        if (row == null) {
            return null;
        }
        var numbers = new ArrayList<Double>();
        for (float number : row) {
            numbers.add(decimal(number));
        }
        return numbers;
    }

    private static Object nested(Tensor tensor) {
        return tensor == null ? null : nested(tensor.dims(), numbers(tensor.values()));
    }

    private static Object nested(List<Integer> dims, List<Double> values) {
        if (dims.size() <= 1) {
            return dims.isEmpty() ? values.getFirst() : values;
        }
        int size = values.size() / dims.getFirst();
        var parts = new ArrayList<>();
        for (int from = 0; from < values.size(); from += size) {
            parts.add(nested(dims.subList(1, dims.size()), values.subList(from, from + size)));
        }
        return parts;
    }

    /** The shortest decimal that is this float, as the weights of a checkpoint are written. */
    private static double decimal(float number) {
        return Double.parseDouble(Float.toString(number));
    }
}
