package dev.descent.nn.train;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * How a layer stands at one moment of a training. Activations are those of a fixed sample of training rows in predict mode.
 *
 * @param units          of its output
 * @param parameters     values to be trained
 * @param deadShare      share of its units that are 0 for every row of the sample; null unless its output comes out of a ReLU
 * @param gradientNorm   ‖g‖ of its parameters in the last mini-batch, before clipping and penalties; null for a layer without
 *                       parameters, and before the first mini-batch
 * @param activationMean over all rows and units of its output
 * @param activationStd  the population's, over the same
 */
public record LayerFigures(
        String name,
        int units,
        long parameters,
        @Schema(types = {"number", "null"}) Double deadShare,
        @Schema(types = {"number", "null"}) Double gradientNorm,
        double activationMean,
        double activationStd) {}
