package dev.descent.model;

import dev.descent.nn.spec.ModelSpec;

/**
 * A model for whoever trains it.
 *
 * @param spec as it was asked for; what it leaves open is decided by the run
 */
public record StoredModel(String id, String name, ModelSpec spec) {}
