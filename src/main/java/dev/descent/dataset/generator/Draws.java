package dev.descent.dataset.generator;

/**
 * Random numbers of one row: a pure function of seed, row and the count of draws, equal on every machine. The mixer is
 * SplitMix64's (Steele, Lea and Flood 2014); functions come from StrictMath, whose results are specified to the bit.
 */
final class Draws {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private final long seed;
    private long state;

    Draws(long seed) {
        this.seed = mix(seed + GOLDEN_GAMMA);
    }

    Draws atRow(long row) {
        state = mix(seed ^ mix(row * GOLDEN_GAMMA + 1));
        return this;
    }

    /** Uniform in [0, 1), a multiple of 2^-53. */
    double uniform() {
        state += GOLDEN_GAMMA;
        return (mix(state) >>> 11) * 0x1p-53;
    }

    double uniform(double from, double to) {
        return from + (to - from) * uniform();
    }

    /** Standard normal (Box and Muller 1958); always two uniforms, so that later draws do not depend on earlier values. */
    double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
