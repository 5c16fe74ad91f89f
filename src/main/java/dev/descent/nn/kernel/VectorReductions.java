package dev.descent.nn.kernel;

import static dev.descent.nn.kernel.VectorKernels.LANES;
import static dev.descent.nn.kernel.VectorKernels.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** What becomes of a whole range: one number. */
final class VectorReductions {

    private static final VectorSpecies<Float> PAIR = FloatVector.SPECIES_64;

    private VectorReductions() {}

    /** {@code to − from} is a multiple of the lanes. */
    static boolean isFinite(float[] x, int from, int to) {
        var zero = FloatVector.zero(SPECIES);
        for (int i = from; i < to; i += LANES) {
            zero = FloatVector.fromArray(SPECIES, x, i).fma(FloatVector.zero(SPECIES), zero);
        }
        return zero.compare(VectorOperators.EQ, 0f).allTrue();
    }

    /**
     * The 16 chains of {@link ScalarKernels#sumOfSquares} in eight pairs: the smallest vectors of double, which every width has,
     * and enough of them to keep the multiply-add units busy. Any {@code to}.
     */
    static double sumOfSquares(float[] x, int from, int to) {
        var zero = DoubleVector.zero(DoubleVector.SPECIES_128);
        DoubleVector s0 = zero, s2 = zero, s4 = zero, s6 = zero, s8 = zero, s10 = zero, s12 = zero, s14 = zero;
        int i = from;
        for (; i <= to - 16; i += 16) {
            s0 = addSquares(FloatVector.fromArray(PAIR, x, i), s0);
            s2 = addSquares(FloatVector.fromArray(PAIR, x, i + 2), s2);
            s4 = addSquares(FloatVector.fromArray(PAIR, x, i + 4), s4);
            s6 = addSquares(FloatVector.fromArray(PAIR, x, i + 6), s6);
            s8 = addSquares(FloatVector.fromArray(PAIR, x, i + 8), s8);
            s10 = addSquares(FloatVector.fromArray(PAIR, x, i + 10), s10);
            s12 = addSquares(FloatVector.fromArray(PAIR, x, i + 12), s12);
            s14 = addSquares(FloatVector.fromArray(PAIR, x, i + 14), s14);
        }
        if (i < to) {
            s0 = addSquares(upTo(x, i, to), s0);
            s2 = addSquares(upTo(x, i + 2, to), s2);
            s4 = addSquares(upTo(x, i + 4, to), s4);
            s6 = addSquares(upTo(x, i + 6, to), s6);
            s8 = addSquares(upTo(x, i + 8, to), s8);
            s10 = addSquares(upTo(x, i + 10, to), s10);
            s12 = addSquares(upTo(x, i + 12, to), s12);
            s14 = addSquares(upTo(x, i + 14, to), s14);
        }
        var halves = s0.add(s8).add(s4.add(s12)).add(s2.add(s10).add(s6.add(s14)));
        return halves.lane(0) + halves.lane(1);
    }

    /** The 16 chains of {@link ScalarKernels#sum}, in pairs likewise. Any {@code to}. */
    static double sum(float[] x, int from, int to) {
        var zero = DoubleVector.zero(DoubleVector.SPECIES_128);
        DoubleVector s0 = zero, s2 = zero, s4 = zero, s6 = zero, s8 = zero, s10 = zero, s12 = zero, s14 = zero;
        int i = from;
        for (; i <= to - 16; i += 16) {
            s0 = s0.add(wide(FloatVector.fromArray(PAIR, x, i)));
            s2 = s2.add(wide(FloatVector.fromArray(PAIR, x, i + 2)));
            s4 = s4.add(wide(FloatVector.fromArray(PAIR, x, i + 4)));
            s6 = s6.add(wide(FloatVector.fromArray(PAIR, x, i + 6)));
            s8 = s8.add(wide(FloatVector.fromArray(PAIR, x, i + 8)));
            s10 = s10.add(wide(FloatVector.fromArray(PAIR, x, i + 10)));
            s12 = s12.add(wide(FloatVector.fromArray(PAIR, x, i + 12)));
            s14 = s14.add(wide(FloatVector.fromArray(PAIR, x, i + 14)));
        }
        if (i < to) {
            s0 = addUpTo(s0, x, i, to);
            s2 = addUpTo(s2, x, i + 2, to);
            s4 = addUpTo(s4, x, i + 4, to);
            s6 = addUpTo(s6, x, i + 6, to);
            s8 = addUpTo(s8, x, i + 8, to);
            s10 = addUpTo(s10, x, i + 10, to);
            s12 = addUpTo(s12, x, i + 12, to);
            s14 = addUpTo(s14, x, i + 14, to);
        }
        var halves = s0.add(s8).add(s4.add(s12)).add(s2.add(s10).add(s6.add(s14)));
        return halves.lane(0) + halves.lane(1);
    }

    private static DoubleVector addSquares(FloatVector x, DoubleVector sum) {
        var wide = wide(x);
        return wide.fma(wide, sum);
    }

    /** What lies before {@code to} of two elements; most pairs are whole, and those behind the end add nothing. */
    private static DoubleVector addUpTo(DoubleVector sum, float[] x, int i, int to) {
        return i + 2 <= to ? sum.add(wide(FloatVector.fromArray(PAIR, x, i))) : i < to ? sum.add(wide(upTo(x, i, to))) : sum;
    }

    private static DoubleVector wide(FloatVector x) {
        return (DoubleVector) x.convertShape(VectorOperators.F2D, DoubleVector.SPECIES_128, 0);
    }

    /** Two elements, 0 from {@code to} on. */
    private static FloatVector upTo(float[] x, int i, int to) {
        return FloatVector.fromArray(PAIR, x, i, PAIR.indexInRange(i, to));
    }
}
