package dev.descent.nn.kernel;

/**
 * Random numbers as a pure function of (seed, purpose, stream, index): no state to save, none to forget, and any order of
 * drawing. The mixing steps are the finalizer of SplitMix64 (Steele, Lea and Flood 2014).
 */
public record CounterRandom(long key) {

    /** What the numbers are for; two purposes never share a number. */
    public enum Purpose { WEIGHTS, SHUFFLE, SPLIT, DROPOUT, TRIALS, AUGMENTATION }

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** @param stream which of the many series of this purpose: an epoch, a step, a tensor */
    public static CounterRandom of(long seed, Purpose purpose, long stream) {
        return new CounterRandom(key(seed, purpose, stream));
    }

    /** The key of {@link #of}, for loops that must not allocate. */
    public static long key(long seed, Purpose purpose, long stream) {
        // One after the other: joined by ^, seed 1 would give several purposes the same key.
        return bits(mix(seed + GOLDEN * (purpose.ordinal() + 1)), stream);
    }

    /** 64 random bits of this key and index. */
    public static long bits(long key, long index) {
        return mix(key + GOLDEN * (index + 1));
    }

    /** In [0, 1), 53 bits. */
    public double uniform(long index) {
        return (bits(key, index) >>> 11) * 0x1.0p-53;
    }

    /** In [0, bound) by multiplication; the bias is below 2⁻³² for any int bound. */
    public int below(int bound, long index) {
        return (int) Math.multiplyHigh(bits(key, index) >>> 1, (long) bound << 1);
    }

    /** Standard normal by Box and Muller (1958); StrictMath, so the bits are the same everywhere. */
    public double normal(long index) {
        double u = 1 - uniform(2 * index);
        return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * Math.PI * uniform(2 * index + 1));
    }

    /** Fills with numbers uniform in [−limit, limit). */
    public void fillUniform(float[] values, double limit) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (limit * (2 * uniform(i) - 1));
        }
    }

    public void fillNormal(float[] values, double mean, double std) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean + std * normal(i));
        }
    }

    /** Turns {@code indices} into a random permutation of 0 … n−1 (Fisher and Yates), whatever stood there before. */
    public static void permute(int[] indices, long key) {
        for (int i = 0; i < indices.length; i++) {
            indices[i] = i;
        }
        for (int i = indices.length - 1; i > 0; i--) {
            int j = (int) Math.multiplyHigh(bits(key, i) >>> 1, (long) (i + 1) << 1);
            int swapped = indices[i];
            indices[i] = indices[j];
            indices[j] = swapped;
        }
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
