package dev.descent.model;

import dev.descent.nn.spec.ModelSpec;

/** @param name null for one that is made up */
public record NewModel(String name, String description, ModelSpec spec) {}
