package dev.descent.nn.train;

import java.util.List;

/**
 * Named values of a model in the layout of the API.
 *
 * @param dims   sizes, row-major; [out, in] for a dense weight
 * @param values product of dims many
 */
public record Tensor(List<Integer> dims, float[] values) {}
