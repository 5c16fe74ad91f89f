package dev.descent.dataset;

import dev.descent.dataset.format.ReadOptions;
import dev.descent.dataset.format.RowSource;

/**
 * A dataset that somebody asks for.
 *
 * @param name     unique; null to take {@code fallback}, with a number where that one is taken
 * @param fallback what the source suggests as a name
 */
public record NewDataset(String name, String fallback, RowSource source, ReadOptions options) {}
