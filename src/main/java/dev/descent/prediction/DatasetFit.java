package dev.descent.prediction;

import dev.descent.nn.data.Encoding;
import dev.descent.nn.data.Rows;
import dev.descent.nn.data.Schema;
import dev.descent.nn.data.Table;
import dev.descent.nn.spec.SpecProblems;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.util.stream.Stream;

/** Tells whether a dataset can be evaluated by a model: it needs the columns that the run was trained on, of the same types. */
final class DatasetFit {

    private DatasetFit() {}

    /** @throws Problem feature-mismatch with everything that is missing; memory-budget-exceeded */
    static void check(TrainedModel model, Table table) {
        var problems = new SpecProblems();
        Stream.concat(model.features().stream(), model.preprocessing().targets().stream()).distinct()
                .forEach(encoding -> check(encoding, table.schema(), problems));
        if (!problems.isEmpty()) {
            throw Problem.of(problems.all());
        }
        // The features are there twice for a while, as columns and as rows.
        long bytes = 2 * Rows.bytes(table.rows(), model.preprocessing().featureWidth()) + Rows.bytes(table.rows(), model.preprocessing().targetWidth());
        if (bytes > Runtime.getRuntime().maxMemory() / 4) {
            throw new Problem(ProblemCode.MEMORY_BUDGET_EXCEEDED, "Evaluating this dataset would need " + bytes + " bytes; use fewer rows");
        }
    }

    private static void check(Encoding encoding, Schema schema, SpecProblems problems) {
        var name = "column \"" + encoding.column() + "\"";
        var column = schema.find(encoding.column());
        if (column.isEmpty()) {
            problems.add("/dataset", "feature-mismatch", "must have the " + name);
            return;
        }
        boolean numeric = column.get().type() == Schema.Type.NUMERIC;
        switch (encoding) {
            case Encoding.Scaled _ when !numeric -> problems.add("/dataset", "feature-mismatch", "must have numbers in the " + name);
            case Encoding.OneHot _ when numeric -> problems.add("/dataset", "feature-mismatch", "must have categories in the " + name);
            case Encoding.Index _ when numeric -> problems.add("/dataset", "feature-mismatch", "must have categories in the " + name);
            case Encoding.Scaled _, Encoding.OneHot _, Encoding.Index _, Encoding.Classes _ -> { }
        }
    }
}
