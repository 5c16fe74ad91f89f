package dev.descent.nn.kernel;

/** a·b + c rounded once, on machines with and without an instruction for it. {@link Math#fma} computes it with BigDecimal where there is none. */
final class Fma {

    /** Whether the machine has the instruction and the JVM uses it. No property tells, but the time does: it is some hundred times longer without. */
    static final boolean HARDWARE = isFast();

    private static final int CALLS = 20;
    private static final int ROUNDS = 10;
    private static final long SLOW_NANOS = 600;

    private Fma() {}

    static float fma(float a, float b, float c) {
        return HARDWARE ? Math.fma(a, b, c) : inDouble(a, b, c);
    }

    /**
     * The product of two floats is exact in double. Their sum with c is not, and rounding it a second time to float could
     * go wrong on a tie; so it is rounded to odd first, with the error of the sum by Knuth's two-sum (Boldo and Melquiond 2008).
     */
    static float inDouble(float a, float b, float c) {
        double product = (double) a * b;
        double sum = product + c;
        double added = sum - product;
        double error = (product - (sum - added)) + (c - added);
        long bits = Double.doubleToRawLongBits(sum);
        if ((bits & 1) == 0 && (error > 0 || error < 0)) {
            bits += error > 0 == sum > 0 ? 1 : -1;
        }
        return (float) Double.longBitsToDouble(bits);
    }

    private static boolean isFast() {
        long least = Long.MAX_VALUE;
        float x = 0.1f;
        for (int round = 0; round < ROUNDS; round++) {
            long began = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                x = Math.fma(x, 0.99f, 0.1f);
            }
            least = Math.min(least, System.nanoTime() - began);
        }
        return x > 0 && least < CALLS * SLOW_NANOS;
    }
}
