package dev.descent.sweep;

import tools.jackson.databind.node.ObjectNode;

/**
 * A sweep as asked for.
 *
 * @param name          null for one that is made up
 * @param run           the request that all trials have in common
 * @param maxConcurrent null for no bound
 */
public record NewSweep(String name, ObjectNode run, Search search, Objective objective, Integer maxConcurrent) {}
