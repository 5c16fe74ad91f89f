package dev.descent.dataset.storage;

/** Doubles as whole numbers of the same order, −0 before 0. */
final class OrderedBits {

    private OrderedBits() {}

    static long of(double value) {
        return flipped(Double.doubleToLongBits(value));
    }

    static double value(long bits) {
        return Double.longBitsToDouble(flipped(bits));
    }

    private static long flipped(long bits) {
        return bits ^ bits >> 63 & Long.MAX_VALUE;
    }
}
