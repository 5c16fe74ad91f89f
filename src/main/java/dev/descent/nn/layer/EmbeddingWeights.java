package dev.descent.nn.layer;

import java.util.List;

/**
 * Initial values given outright.
 *
 * @param weight rows [vocabulary][dimension]
 */
public record EmbeddingWeights(List<List<Double>> weight) {}
