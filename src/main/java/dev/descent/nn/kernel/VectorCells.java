package dev.descent.nn.kernel;

import static dev.descent.nn.kernel.VectorKernels.LANES;
import static dev.descent.nn.kernel.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;

/** The twins of {@link ScalarCells}; stretches are whole panel rows, so there are no tails. Blocks lie in one array, which keeps the compiler from seeing by itself that they do not overlap. */
final class VectorCells {

    private static final FloatVector ONE = FloatVector.broadcast(SPECIES, 1f);

    private VectorCells() {}

    private static FloatVector at(float[] x, int i) {
        return FloatVector.fromArray(SPECIES, x, i);
    }

    static void lstm(float[] s, int i, int f, int g, int before, int c, int h, int n) {
        for (int e = 0; e < n; e += LANES) {
            var cell = at(s, i + e).mul(at(s, g + e));
            if (before >= 0) {
                cell = at(s, f + e).fma(at(s, before + e), cell);
            }
            cell.intoArray(s, c + e);
            cell.intoArray(s, h + e);
        }
    }

    static void lstmGradient(float[] s, int i, int f, int g, int o, int before, float[] curved, float[] dh, float[] dc, int at, float[] d, int di, int df, int dg,
            int dO, int n) {
        for (int e = 0; e < n; e += LANES) {
            var in = at(s, i + e);
            var forget = at(s, f + e);
            var candidate = at(s, g + e);
            var out = at(s, o + e);
            var tanh = at(curved, at + e);
            var hidden = at(dh, at + e);
            var cell = hidden.mul(out).fma(ONE.sub(tanh.mul(tanh)), at(dc, at + e));
            cell.mul(candidate).mul(in).mul(ONE.sub(in)).intoArray(d, di + e);
            var forgotten = before < 0 ? FloatVector.zero(SPECIES) : cell.mul(at(s, before + e)).mul(forget).mul(ONE.sub(forget));
            forgotten.intoArray(d, df + e);
            cell.mul(in).mul(ONE.sub(candidate.mul(candidate))).intoArray(d, dg + e);
            hidden.mul(tanh).mul(out).mul(ONE.sub(out)).intoArray(d, dO + e);
            cell.mul(forget).intoArray(dc, at + e);
        }
    }

    static void gru(float[] s, int z, int candidate, int before, int h, int n) {
        for (int e = 0; e < n; e += LANES) {
            var fresh = at(s, candidate + e);
            var old = before < 0 ? FloatVector.zero(SPECIES) : at(s, before + e);
            at(s, z + e).fma(old.sub(fresh), fresh).intoArray(s, h + e);
        }
    }

    static void gruGradient(float[] s, int r, int z, int q, int candidate, int before, float[] dh, int at, float[] d, int dr, int dz, int dq, int dn, int n) {
        for (int e = 0; e < n; e += LANES) {
            var reset = at(s, r + e);
            var update = at(s, z + e);
            var fresh = at(s, candidate + e);
            var old = before < 0 ? FloatVector.zero(SPECIES) : at(s, before + e);
            var flowing = at(dh, at + e);
            var slope = flowing.mul(ONE.sub(update)).mul(ONE.sub(fresh.mul(fresh)));
            slope.mul(at(s, q + e)).mul(reset).mul(ONE.sub(reset)).intoArray(d, dr + e);
            flowing.mul(old.sub(fresh)).mul(update).mul(ONE.sub(update)).intoArray(d, dz + e);
            slope.mul(reset).intoArray(d, dq + e);
            slope.intoArray(d, dn + e);
            flowing.mul(update).intoArray(dh, at + e);
        }
    }
}
