package dev.descent.nn.spec;

import dev.descent.nn.augmentation.Augmentation;
import dev.descent.nn.data.Encoding;
import dev.descent.nn.data.Fitter;
import dev.descent.nn.data.PreprocessingSpec;
import dev.descent.nn.data.Schema;
import dev.descent.nn.data.Split;
import dev.descent.nn.data.Table;
import dev.descent.nn.data.TargetColumn;
import dev.descent.nn.loss.CrossEntropy;
import dev.descent.nn.loss.Loss;
import dev.descent.nn.loss.Metric;
import dev.descent.nn.optimizer.Adam;
import dev.descent.nn.optimizer.Optimizer;
import dev.descent.nn.schedule.Constant;
import dev.descent.nn.schedule.LearningRate;
import dev.descent.nn.schedule.LinearWarmup;
import dev.descent.nn.schedule.Plateau;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** One {@link SpecResolver#resolve}: target, rows, widths, then what depends on them. */
final class Resolution {

    /** More categories than this want an embedding, not one input each. */
    private static final int MOST_CATEGORIES = 1000;

    private final SpecLimits limits;
    private final ModelSpec model;
    private final TrainingSpec request;
    private final Table table;
    private final Function<String, Optional<Table>> datasets;
    private final SpecProblems problems;
    private final List<String> warnings = new ArrayList<>();
    private final PreprocessingSpec preprocessing;
    private final long seed;
    private Validation validation;
    private DataFacts facts = DataFacts.UNKNOWN;

    Resolution(SpecLimits limits, ModelSpec model, TrainingSpec request, Table table, Function<String, Optional<Table>> datasets, SpecProblems problems) {
        this.limits = limits;
        this.model = model;
        this.request = request;
        this.table = table;
        this.datasets = datasets;
        this.problems = problems;
        var asked = request.preprocessing() == null ? new PreprocessingSpec(null, null, null) : request.preprocessing();
        // A formula is about the numbers as they are, an embedding about the numbers of its entries.
        boolean looksUp = model instanceof NetworkSpec network && network.looksUp();
        this.preprocessing = asked.or(model instanceof FormulaSpec || looksUp ? PreprocessingSpec.Numeric.NONE : PreprocessingSpec.Numeric.STANDARDIZE,
                looksUp ? PreprocessingSpec.Categorical.INDEX : PreprocessingSpec.Categorical.ONE_HOT);
        this.seed = request.seed() == null ? 42 : request.seed();
        this.validation = validation();
    }

    Optional<SpecResolver.Resolved> run() {
        var choice = TargetChoice.of(request, features(), table.schema(), problems);
        checkColumns(choice);
        checkValidation(choice);
        if (!problems.isEmpty()) {
            checkModelAlone();
            return Optional.empty();
        }
        var classes = choice.task() == Task.CLASSIFICATION ? TargetColumn.of(table, choice.targets().getFirst()) : null;
        checkTarget(choice, classes);
        Split split = split(choice, classes);
        Integer inputs = inputWidth(choice, split);
        var surroundings = new ModelSpec.Surroundings(choice.features(), inputs, outputWidth(choice, classes, inputs));
        var checked = model.check(surroundings, limits, "/model", problems);
        checked.ifPresent(whole -> checkOutput(whole, choice, classes, inputs));
        checked.ifPresent(whole -> checkEntries(whole, choice, split));
        checked.ifPresent(this::checkAugmentation);
        var spec = spec(choice, split);
        checked.filter(CheckedModel::mixesRows).ifPresent(mixing -> checkBatch(spec, split));
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        return Budget.check(limits, checked.orElseThrow(), spec, split, validationRows(split, choice), problems)
                .map(budget -> new SpecResolver.Resolved(
                        checked.get().spec(), spec, List.copyOf(warnings), budget.parameters(), budget.memoryBytes(),
                        budget.operationsPerEpoch(), split.training().length, budget.validationRows(), facts));
    }

    /** Names and structure can be judged even while the data cannot be used. */
    private void checkModelAlone() {
        model.check(ModelSpec.Surroundings.UNKNOWN, limits, "/model", problems);
    }

    /** The columns that the model or else the request names; null leaves them to the dataset. */
    private List<String> features() {
        var columns = columns();
        return columns.isEmpty() || request.features() != null ? request.features()
                : columns.keySet().stream().filter(name -> table.schema().find(name).isPresent()).toList();
    }

    /** What a formula reads, with positions; nothing for a network. */
    private Map<String, Integer> columns() {
        return model instanceof FormulaSpec formula ? formula.columns() : Map.of();
    }

    private void checkColumns(TargetChoice choice) {
        var columns = columns();
        columns.forEach((name, position) -> {
            var column = table.schema().find(name);
            if (column.isEmpty()) {
                problems.add("/model/formula", "unknown-reference", "position " + position + ": \"" + name + "\" is neither a parameter nor a column of the dataset");
            } else if (column.get().type() != Schema.Type.NUMERIC) {
                problems.add("/model/formula", "constraint-violation", "position " + position + ": the column \"" + name + "\" is not numeric");
            } else if (choice.targets().contains(name)) {
                problems.add("/model/formula", "constraint-violation", "position " + position + ": must not read the target \"" + name + "\"");
            }
        });
        if (request.features() != null && !columns.isEmpty() && !Set.copyOf(choice.features()).equals(columns.keySet())) {
            problems.add("/features", "constraint-violation", "must be left out or name what the formula reads, " + columns.keySet());
        }
    }

    private void checkValidation(TargetChoice choice) {
        var validation = request.validation();
        if (validation == null || validation == Validation.NONE) {
            return;
        }
        if (validation.column() != null && table.schema().find(validation.column()).isEmpty()) {
            problems.add("/validation/column", "unknown-reference", "must be a column of the dataset (was \"" + validation.column() + "\")");
        }
        if (validation.column() != null && choice.columns().contains(validation.column())) {
            problems.add("/validation/column", "constraint-violation", "must be neither a feature nor the target");
        }
        if (validation.dataset() != null) {
            datasets.apply(validation.dataset()).ifPresentOrElse(
                    other -> checkSameColumns(other.schema(), choice),
                    () -> problems.add("/validation/dataset", "unknown-reference", "There is no dataset \"" + validation.dataset() + "\""));
        }
    }

    private void checkSameColumns(Schema other, TargetChoice choice) {
        for (String name : choice.columns()) {
            var type = other.find(name).map(Schema.Column::type);
            if (!type.equals(table.schema().find(name).map(Schema.Column::type))) {
                problems.add("/validation/dataset", "feature-mismatch", "must have the column \"" + name + "\" of the same type");
            }
        }
    }

    private void checkTarget(TargetChoice choice, TargetColumn classes) {
        if (choice.task() != Task.RECONSTRUCTION && Partition.usable(choice.task(), choice.targets(), table).length == 0) {
            problems.add("/target", "target-missing", "must have values: every row is without one");
        } else if (classes != null && classes.labels().size() < 2) {
            problems.add("/target", "target-constant", "must have at least two classes (has " + classes.labels() + ")");
        } else if (classes != null && classes.labels().size() > limits.width()) {
            problems.add("/target", "cardinality-too-high", "must have at most " + limits.width() + " classes (has " + classes.labels().size() + ")");
        }
        if (choice.loss() instanceof CrossEntropy(var weights) && weights != null && classes != null && weights.size() != classes.labels().size()) {
            problems.add("/loss/classWeights", "incompatible-loss",
                    "must have one weight per class, in the order " + classes.labels() + " (has " + weights.size() + ")");
        }
        if (classes != null && choice.loss().target() != Loss.Target.CLASS && classes.labels().size() > 2) {
            problems.add("/loss", "incompatible-loss", "needs two classes (the target has " + classes.labels().size() + "): use crossEntropy");
        }
        if (choice.task() == Task.REGRESSION) {
            choice.targets().forEach(this::warnOfConstant);
        }
        if (choice.loss().target() == Loss.Target.BINARY) {
            checkBits(choice, table, "/loss");
        }
    }

    /** The cross-entropy of anything but a probability has no lower bound: the run would chase it for ever. */
    private void checkBits(TargetChoice choice, Table where, String pointer) {
        var learned = switch (choice.task()) {
            case CLASSIFICATION -> List.<String>of();
            case REGRESSION -> choice.targets();
            case RECONSTRUCTION -> choice.features().stream().filter(this::isNumeric).toList();
        };
        for (String column : learned) {
            if (!Arrays.stream(where.numeric(column)).allMatch(value -> value == 0 || value == 1 || Double.isNaN(value))) {
                problems.add(pointer, "incompatible-loss", "needs targets that are 0 or 1 (\"" + column + "\" has others)");
            }
        }
        if (choice.task() == Task.RECONSTRUCTION && !learned.isEmpty() && preprocessing.numeric() != PreprocessingSpec.Numeric.NONE && where == table) {
            problems.add("/preprocessing/numeric", "incompatible-loss", "must be \"none\" for a reconstruction with binaryCrossEntropy, which needs 0 and 1");
        }
    }

    private boolean isNumeric(String column) {
        return table.schema().find(column).orElseThrow().type() == Schema.Type.NUMERIC;
    }

    private void warnOfConstant(String target) {
        double[] values = Arrays.stream(table.numeric(target)).filter(value -> !Double.isNaN(value)).toArray();
        if (values.length > 0 && Arrays.stream(values).allMatch(value -> value == values[0])) {
            warnings.add("constant-column: the target \"" + target + "\" has one value only");
        }
    }

    /** The rows to train on and to hold out; a default validation that would be empty is dropped. */
    private Split split(TargetChoice choice, TargetColumn classes) {
        if (!problems.isEmpty()) {
            return Split.all(new int[0]);
        }
        Split split = Partition.of(choice.task(), choice.targets(), validation, seed, table);
        boolean asked = request.validation() != null && request.validation() != Validation.NONE && request.validation().dataset() == null;
        int left = table.rows() - split.training().length - split.validation().length;
        if (left > 0) {
            warnings.add(left + " rows without a target are left out");
        }
        if (split.training().length == 0) {
            problems.add(asked ? "/validation" : "/dataset", "dataset-too-small", "leaves no row to train on");
        } else if (asked && split.validation().length == 0) {
            problems.add("/validation", "dataset-too-small", "holds no row");
        } else if (split.training().length == 1) {
            warnings.add("there is a single row to train on");
        }
        if (request.validation() == null && split.validation().length == 0) {
            validation = null;
            warnings.add("no validation: " + split.training().length + " rows are too few to hold any out");
        }
        if (classes != null && problems.isEmpty()) {
            checkClassesAreTrained(split, classes);
        }
        return split;
    }

    private void checkClassesAreTrained(Split split, TargetColumn classes) {
        boolean[] trained = new boolean[classes.labels().size()];
        for (int row : split.training()) {
            trained[classes.codes()[row]] = true;
        }
        for (int c = 0; c < trained.length; c++) {
            if (!trained[c]) {
                problems.add(request.validation() == null ? "/target" : "/validation", "class-not-in-training",
                        "leaves the class \"" + classes.labels().get(c) + "\" without a row to train on");
            }
        }
    }

    /** The default is 20 %, dropped by {@link #split} where that holds no row; asking for none is respected. */
    private Validation validation() {
        if (request.validation() == Validation.NONE) {
            return null;
        }
        if (request.validation() != null) {
            return request.validation();
        }
        return new Validation(null, null, null, null, null);
    }

    private int validationRows(Split split, TargetChoice choice) {
        var validation = request.validation();
        if (validation == null || validation.dataset() == null) {
            return split.validation().length;
        }
        Table other = datasets.apply(validation.dataset()).orElseThrow();
        if (choice.loss().target() == Loss.Target.BINARY) {
            checkBits(choice, other, "/validation/dataset");
        }
        int[] rows = Partition.usable(choice.task(), choice.targets(), other);
        if (rows.length == 0) {
            problems.add("/validation/dataset", "dataset-too-small", "holds no row with a target");
        } else if (choice.task() == Task.CLASSIFICATION) {
            var known = TargetColumn.of(table, choice.targets().getFirst()).labels();
            TargetColumn.of(other, choice.targets().getFirst()).labels().stream().filter(label -> !known.contains(label)).forEach(label ->
                    problems.add("/validation/dataset", "class-not-in-training", "has the class \"" + label + "\", which is not trained"));
        }
        return rows.length;
    }

    private Integer inputWidth(TargetChoice choice, Split split) {
        if (!problems.isEmpty()) {
            return null;
        }
        var fitter = new Fitter(table, split.training());
        long width = 0;
        for (String feature : choice.features()) {
            var column = table.schema().find(feature).orElseThrow();
            if (preprocessing.missing() == PreprocessingSpec.Missing.REJECT && column.missing() > 0) {
                problems.add("/preprocessing/missing", "constraint-violation",
                        "rejects missing values, and \"" + feature + "\" lacks " + column.missing());
            }
            if (column.type() == Schema.Type.NUMERIC) {
                width++;
            } else if (preprocessing.categorical() == PreprocessingSpec.Categorical.ONE_HOT && column.categories().size() > MOST_CATEGORIES) {
                problems.add("/features", "cardinality-too-high", "must not hold \"" + feature + "\": it has "
                        + column.categories().size() + " categories, at most " + MOST_CATEGORIES + " become one input each");
            } else {
                Encoding encoding = fitter.feature(feature, preprocessing);
                width += encoding.width();
            }
        }
        facts = new FactFinder(table, choice, split).facts();
        warnings.addAll(facts.warnings());
        if (width > limits.width() || width == 0) {
            problems.add("/features", "model-too-large", "must become from 1 to " + limits.width() + " network inputs (become " + width + ")");
            return null;
        }
        return (int) width;
    }

    private static Integer outputWidth(TargetChoice choice, TargetColumn classes, Integer inputs) {
        return switch (choice.task()) {
            case CLASSIFICATION -> choice.loss().target() == Loss.Target.CLASS ? Integer.valueOf(classes.labels().size()) : Integer.valueOf(1);
            case REGRESSION -> choice.targets().size();
            case RECONSTRUCTION -> inputs;
        };
    }

    private void checkEntries(CheckedModel checked, TargetChoice choice, Split split) {
        if (checked.entries() == null || !problems.isEmpty()) {
            return;
        }
        var check = new EntryCheck(checked.entries(), preprocessing, problems);
        check.check(choice.features(), table, split.training());
        if (problems.isEmpty() && validation != null && validation.dataset() != null) {
            var other = datasets.apply(validation.dataset()).orElseThrow();
            check.check(choice.features(), other, IntStream.range(0, other.rows()).toArray());
        }
    }

    private void checkAugmentation(CheckedModel checked) {
        var augmentations = preprocessing.augmentation() == null ? List.<Augmentation>of() : preprocessing.augmentation();
        for (int i = 0; i < augmentations.size(); i++) {
            var misfit = augmentations.get(i).misfit(checked.inputDims());
            if (misfit != null) {
                problems.add("/preprocessing/augmentation/" + i, "constraint-violation", misfit);
            }
        }
        if (!augmentations.isEmpty() && checked.entries() != null) {
            problems.add("/preprocessing/augmentation", "constraint-violation", "cannot change the numbers of an embedding's entries");
        }
    }

    private void checkOutput(CheckedModel checked, TargetChoice choice, TargetColumn classes, Integer inputs) {
        Integer wanted = outputWidth(choice, classes, inputs);
        if (wanted == null || checked.outputWidth() == null || wanted.equals(checked.outputWidth())) {
            return;
        }
        var gives = "must give " + wanted + " outputs for this target and loss (gives " + checked.outputWidth() + ")";
        switch (checked) {
            case Network network -> problems.add("/model/layers/" + (network.parts().size() - 1), "incompatible-loss",
                    gives + "; leave out \"units\" to have it fit");
            case Formula _ -> problems.add("/model/formula", "incompatible-loss", gives);
        }
    }

    /** The statistics of one row are its own values: nothing would be left of them. */
    private void checkBatch(TrainingSpec spec, Split split) {
        if (split.training().length == 1) {
            problems.add("/dataset", "dataset-too-small", "must leave two or more rows to train on: batchNorm normalizes over the rows of a batch");
        } else if (spec.batchSize() == 1) {
            problems.add("/batchSize", "constraint-violation", "must be at least 2: batchNorm normalizes over the rows of a batch (was 1)");
        }
    }

    private TrainingSpec spec(TargetChoice choice, Split split) {
        Metric watched = validation == null ? Metric.TRAIN_LOSS : Metric.VAL_LOSS;
        int epochs = request.epochs() == null ? 100 : request.epochs();
        Optimizer optimizer = request.optimizer() == null ? new Adam(null, null, null, null) : request.optimizer();
        LearningRate schedule = (request.schedule() == null ? new Constant() : request.schedule()).resolved(epochs, watched);
        var early = request.earlyStopping();
        if (early != null && early.metric() == null) {
            early = new EarlyStopping(watched, early.patience(), early.minDelta());
        }
        var metrics = new MetricCheck(choice.task(), validation != null, problems);
        if (early != null) {
            metrics.check("/earlyStopping/metric", early.metric());
        }
        if (request.stopping() != null && request.stopping().targetMetric() != null) {
            metrics.check("/stopping/targetMetric/metric", request.stopping().targetMetric().metric());
        }
        schedule.plateau().ifPresent(plateau -> metrics.check(placeOf(plateau, schedule), plateau.metric()));
        return new TrainingSpec(choice.task(), choice.features(), choice.targets().isEmpty() ? null : choice.targets(), preprocessing, choice.loss(),
                optimizer, schedule, request.regularization() == null ? new Regularization(null, null, null) : request.regularization(),
                request.gradientClip(), epochs, batchSize(optimizer, split), request.shuffle() == null || request.shuffle(), validation, early,
                request.stopping(), request.checkpoint() == null ? new CheckpointPolicy(null, null) : request.checkpoint(),
                request.threads() == null ? Threads.of(1) : request.threads(), seed);
    }

    private static String placeOf(Plateau plateau, LearningRate schedule) {
        var place = new StringBuilder("/schedule");
        for (var s = schedule; s != plateau && s instanceof LinearWarmup warmup; s = warmup.then()) {
            place.append("/then");
        }
        return place + "/metric";
    }

    private Integer batchSize(Optimizer optimizer, Split split) {
        int rows = Math.max(1, split.training().length);
        if (optimizer.isFullBatch()) {
            return rows;
        }
        if (request.batchSize() == null) {
            return Math.min(32, rows);
        }
        if (request.batchSize() > rows && problems.isEmpty()) {
            problems.add("/batchSize", "batch-exceeds-rows", "must be at most " + rows + ", the rows to train on (was " + request.batchSize() + ")");
        }
        return request.batchSize();
    }
}
