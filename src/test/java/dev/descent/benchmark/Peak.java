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

    /** Floating-point operations; a fused multiply-add counts as two. */
    @Override
    public double unitsPerStep() {
        return 2.0 * ROUNDS * CHAINS * Loop.SPECIES.length();
    }

    private static final class Loop {

        static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

        /** Sixteen times c ← c/2 + 1, which stays near 2. */
        static float run(float start) {
            var half = FloatVector.broadcast(SPECIES, 0.5f);
            var one = FloatVector.broadcast(SPECIES, 1f);
            FloatVector c0 = FloatVector.broadcast(SPECIES, start), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
            FloatVector c8 = c0, c9 = c0, ca = c0, cb = c0, cc = c0, cd = c0, ce = c0, cf = c0;
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
