package dev.descent.dataset.format;

import java.math.BigInteger;

/**
 * The double that is nearest to {@code digits · 10^exponent}, ties to even: exact factors where both are doubles (Clinger 1990), otherwise 128 bits of
 * the power of five (Lemire 2021, "Number parsing at a gigabyte per second"; no fallback is needed: Mushtak and Lemire 2023).
 */
final class Decimals {

    /** Every number of so many digits is a long without sign. */
    static final int MOST_DIGITS = 19;

    private static final int LEAST = -342;
    private static final int LARGEST = 308;
    private static final double[] EXACT = new double[23];
    private static final long[] HIGH = new long[LARGEST - LEAST + 1];
    private static final long[] LOW = new long[LARGEST - LEAST + 1];

    static {
        for (int i = 0; i < EXACT.length; i++) {
            EXACT[i] = BigInteger.TEN.pow(i).doubleValue();
        }
        for (int power = LEAST; power <= LARGEST; power++) {
            var bits = fivefold(power);
            HIGH[power - LEAST] = bits.shiftRight(64).longValue();
            LOW[power - LEAST] = bits.longValue();
        }
    }

    private Decimals() {}

    /** @param digits at least 0 as an unsigned number */
    static double value(long digits, long exponent) {
        if (digits >= 0 && digits <= 1L << 53 && exponent >= -22 && exponent <= 22) {
            return exponent < 0 ? digits / EXACT[(int) -exponent] : digits * EXACT[(int) exponent];
        }
        if (digits == 0 || exponent < LEAST) {
            return 0;
        }
        return exponent > LARGEST ? Double.POSITIVE_INFINITY : nearest(digits, (int) exponent);
    }

    private static double nearest(long digits, int exponent) {
        int zeros = Long.numberOfLeadingZeros(digits);
        long w = digits << zeros;
        long high = Math.unsignedMultiplyHigh(w, HIGH[exponent - LEAST]);
        long low = w * HIGH[exponent - LEAST];
        if ((high & 0x1ff) == 0x1ff) {
            long more = Math.unsignedMultiplyHigh(w, LOW[exponent - LEAST]);
            low += more;
            if (Long.compareUnsigned(more, low) > 0) {
                high++;
            }
        }
        int upper = (int) (high >>> 63);
        int shift = upper + 9;
        long mantissa = high >>> shift;
        int power = (int) (217_706L * exponent >> 16) + 63 + upper - zeros + 1023;
        if (power <= 0) {
            return subnormal(mantissa, power);
        }
        // Exactly between two doubles: to the even one.
        if (Long.compareUnsigned(low, 1) <= 0 && exponent >= -4 && exponent <= 23 && (mantissa & 3) == 1 && mantissa << shift == high) {
            mantissa &= ~1L;
        }
        mantissa = mantissa + (mantissa & 1) >>> 1;
        if (mantissa >= 1L << 53) {
            mantissa = 1L << 52;
            power++;
        }
        return power >= 2047 ? Double.POSITIVE_INFINITY : Double.longBitsToDouble((long) power << 52 | mantissa & (1L << 52) - 1);
    }

    private static double subnormal(long mantissa, int power) {
        if (1 - power >= 64) {
            return 0;
        }
        long shifted = mantissa >>> 1 - power;
        // A carry into bit 52 makes it the smallest normal double, whose bits are these.
        return Double.longBitsToDouble(shifted + (shifted & 1) >>> 1);
    }

    /** The 128 leading bits of 5^power: cut off, and of a fraction rounded up. */
    private static BigInteger fivefold(int power) {
        var five = BigInteger.valueOf(5).pow(Math.abs(power));
        if (power >= 0) {
            return five.shiftLeft(128).shiftRight(five.bitLength());
        }
        int bits = five.subtract(BigInteger.ONE).bitLength();
        var reciprocal = BigInteger.ONE.shiftLeft(2 * bits + 128).divide(five).add(BigInteger.ONE);
        var exact = BigInteger.ONE.shiftLeft(bits + 127).divide(five).add(BigInteger.ONE);
        return power >= -27 ? exact : reciprocal.shiftRight(reciprocal.bitLength() - 128);
    }
}
