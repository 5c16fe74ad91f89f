package dev.descent.nn.spec;

/**
 * What a specification may ask for at most.
 *
 * @param parameters   trained values of one model
 * @param layers       layers of one model
 * @param width        elements per row between two layers
 * @param memoryBytes  heap of one run
 * @param encodedBytes rows of one run as the network reads them, which lie in files and not on the heap
 * @param operations   multiply-adds of one whole run
 */
public record SpecLimits(long parameters, int layers, int width, long memoryBytes, long encodedBytes, double operations) {

    /** For what was accepted once: lowering a limit later must not orphan it. */
    public static final SpecLimits NONE = new SpecLimits(Long.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Double.MAX_VALUE);

    public static final SpecLimits DEFAULT = new SpecLimits(10_000_000, 64, 16_384, 4L << 30, 64L << 30, 1e18);
}
