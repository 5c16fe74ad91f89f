package dev.descent.nn.spec;

import dev.descent.nn.data.Schema;
import dev.descent.nn.loss.CrossEntropy;
import dev.descent.nn.loss.Loss;
import dev.descent.nn.loss.MeanSquaredError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What is learned from what: task, features, targets and loss, chosen from the request and the columns' types.
 *
 * @param targets empty for reconstruction
 */
record TargetChoice(Task task, List<String> features, List<String> targets, Loss loss) {

    /** @param asked columns to learn from; null takes all but the target */
    static TargetChoice of(TrainingSpec request, List<String> asked, Schema schema, SpecProblems problems) {
        var targets = targets(request, schema, problems);
        var task = task(request, targets, schema, problems);
        var features = features(request, asked, targets, schema, problems);
        Loss loss = request.loss() != null ? request.loss() : task == Task.CLASSIFICATION ? new CrossEntropy(null) : new MeanSquaredError();
        boolean forClasses = loss.target() == Loss.Target.CLASS || loss.target() == Loss.Target.SIGN;
        if (task != Task.CLASSIFICATION && forClasses) {
            problems.add("/loss", "incompatible-loss", "needs classes: choose another loss, or \"task\":\"classification\" with one target");
        }
        if (task == Task.CLASSIFICATION && loss.target() == Loss.Target.NUMBERS) {
            problems.add("/loss", "incompatible-loss", "must be crossEntropy, binaryCrossEntropy or hinge for classification");
        }
        return new TargetChoice(task, features, targets, loss);
    }

    private static List<String> targets(TrainingSpec request, Schema schema, SpecProblems problems) {
        var targets = request.target();
        if (request.task() == Task.RECONSTRUCTION) {
            if (targets != null) {
                problems.add("/target", "constraint-violation", "must be left out for reconstruction: the features are the target");
            }
            return List.of();
        }
        if (targets == null) {
            problems.add("/target", "missing-property", "is required: the name of the column to learn");
            return List.of();
        }
        checkColumns("/target", targets, schema, "target-missing", problems);
        return targets.stream().filter(name -> name != null && schema.find(name).isPresent()).distinct().toList();
    }

    private static Task task(TrainingSpec request, List<String> targets, Schema schema, SpecProblems problems) {
        boolean categorical = targets.stream().anyMatch(name -> schema.find(name).orElseThrow().type() == Schema.Type.CATEGORICAL);
        var task = request.task() != null ? request.task() : categorical ? Task.CLASSIFICATION : Task.REGRESSION;
        if (task == Task.CLASSIFICATION && targets.size() > 1) {
            problems.add("/target", "constraint-violation", "must be one column for classification (names " + targets.size() + ")");
        }
        if (task == Task.REGRESSION && categorical) {
            problems.add("/target", "constraint-violation", "must be numeric for regression");
        }
        return task;
    }

    private static List<String> features(TrainingSpec request, List<String> asked, List<String> targets, Schema schema, SpecProblems problems) {
        if (asked == null) {
            var split = request.validation() == null ? null : request.validation().column();
            var rest = schema.columns().stream().map(Schema.Column::name)
                    .filter(name -> !targets.contains(name) && !name.equals(split)).toList();
            if (rest.isEmpty()) {
                problems.add("/features", "constraint-violation", "must not be empty: the dataset has no column besides the target");
            }
            return rest;
        }
        checkColumns("/features", asked, schema, "unknown-reference", problems);
        for (int i = 0; i < asked.size(); i++) {
            if (targets.contains(asked.get(i)) && request.features() != null) {
                problems.add("/features/" + i, "constraint-violation", "must not be the target itself (\"" + asked.get(i) + "\")");
            }
        }
        return asked.stream().filter(name -> name != null && schema.find(name).isPresent()).toList();
    }

    private static void checkColumns(String pointer, List<String> names, Schema schema, String code, SpecProblems problems) {
        var seen = new HashSet<String>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String place = names.size() == 1 && pointer.equals("/target") ? pointer : pointer + "/" + i;
            if (name == null || schema.find(name).isEmpty()) {
                problems.add(place, code, "must be a column of the dataset (was " + (name == null ? "null" : "\"" + name + "\"") + ")");
            } else if (!seen.add(name)) {
                problems.add(place, "constraint-violation", "must not be named twice (\"" + name + "\")");
            }
        }
    }

    /** Columns that both this run and another table of the same kind must have. */
    List<String> columns() {
        var columns = new ArrayList<>(features);
        columns.addAll(targets);
        return columns;
    }
}
