package dev.descent.benchmark;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The most float32 operations that one core does here and now: fused multiply-adds on sixteen registers that do not wait for
 * each other.
 */
final class Peak implements Contender {

    private static final int ROUNDS = 10_000;
    private static final int CHAINS = 16;

    float kept;

    @Override
    public String name() {
        return "FMA peak";
    }

    @Override
    public void run(Window window) {
        while (window.goesOn()) {
            kept = Loop.run(kept);
        }
    }

    /** Thousand millions of floating-point operations; a fused multiply-add counts as two. */
    @Override
    public double unitsPerStep() {
        return 2.0 * ROUNDS * CHAINS * Loop.SPECIES.length() / 1e9;
    }

    private static final class Loop {

        static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

        /**
         * Sixteen times c ← c/2 + 1, which ends near 2. Long enough (over 325 bytecodes) not to be inlined where it is called: compiled together
         * with a caller's loop it has been seen to lose half of its speed.
         */
        static float run(float start) {
            var half = FloatVector.broadcast(SPECIES, 0.5f);
            var one = FloatVector.broadcast(SPECIES, 1f);
            var c0 = FloatVector.broadcast(SPECIES, start + 0);
            var c1 = FloatVector.broadcast(SPECIES, start + 1);
            var c2 = FloatVector.broadcast(SPECIES, start + 2);
            var c3 = FloatVector.broadcast(SPECIES, start + 3);
            var c4 = FloatVector.broadcast(SPECIES, start + 4);
            var c5 = FloatVector.broadcast(SPECIES, start + 5);
            var c6 = FloatVector.broadcast(SPECIES, start + 6);
            var c7 = FloatVector.broadcast(SPECIES, start + 7);
            var c8 = FloatVector.broadcast(SPECIES, start + 8);
            var c9 = FloatVector.broadcast(SPECIES, start + 9);
            var ca = FloatVector.broadcast(SPECIES, start + 10);
            var cb = FloatVector.broadcast(SPECIES, start + 11);
            var cc = FloatVector.broadcast(SPECIES, start + 12);
            var cd = FloatVector.broadcast(SPECIES, start + 13);
            var ce = FloatVector.broadcast(SPECIES, start + 14);
            var cf = FloatVector.broadcast(SPECIES, start + 15);
            for (int i = 0; i < ROUNDS; i++) {
                c0 = c0.fma(half, one);
                c1 = c1.fma(half, one);
                c2 = c2.fma(half, one);
                c3 = c3.fma(half, one);
                c4 = c4.fma(half, one);
                c5 = c5.fma(half, one);
                c6 = c6.fma(half, one);
                c7 = c7.fma(half, one);
                c8 = c8.fma(half, one);
                c9 = c9.fma(half, one);
                ca = ca.fma(half, one);
                cb = cb.fma(half, one);
                cc = cc.fma(half, one);
                cd = cd.fma(half, one);
                ce = ce.fma(half, one);
                cf = cf.fma(half, one);
            }
            var sum = c0.add(c1).add(c2).add(c3).add(c4).add(c5).add(c6).add(c7).add(c8).add(c9).add(ca).add(cb).add(cc).add(cd).add(ce).add(cf);
            return sum.lane(0) / CHAINS;
        }
    }
}
