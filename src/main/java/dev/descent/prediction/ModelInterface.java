package dev.descent.prediction;

import dev.descent.nn.data.Encoding;
import dev.descent.nn.spec.Task;
import java.util.List;

/**
 * Columns that a trained model reads and numbers that it gives.
 *
 * @param classes in order; empty unless it classifies
 * @param targets how many numbers it gives for each row; one for each class where it classifies
 */
public record ModelInterface(List<Input> inputs, List<String> classes, int targets) {

    /** @param numeric whether it holds numbers, and not texts */
    public record Input(String name, boolean numeric) {}

    static ModelInterface of(TrainedModel model) {
        var inputs = model.features().stream().map(encoding -> new Input(encoding.column(), encoding instanceof Encoding.Scaled)).toList();
        boolean classifies = model.spec().task() == Task.CLASSIFICATION;
        var classes = classifies && model.preprocessing().targets().getFirst() instanceof Encoding.Classes known ? known.labels() : List.<String>of();
        return new ModelInterface(inputs, classes, classifies ? classes.size() : model.preprocessing().targetWidth());
    }
}
