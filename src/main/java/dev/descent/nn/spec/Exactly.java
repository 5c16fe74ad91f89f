package dev.descent.nn.spec;

import java.util.Collection;

/** Arithmetic of sizes, none of them negative: what a long cannot hold is {@link Long#MAX_VALUE}, and never a small number by accident. */
final class Exactly {

    private Exactly() {}

    static long product(long a, long b) {
        try {
            return Math.multiplyExact(a, b);
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    static long sum(Collection<Long> terms) {
        return terms.stream().reduce(0L, Exactly::sum);
    }

    private static long sum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
}
