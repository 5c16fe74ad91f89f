package dev.descent.nn.kernel;

/**
 * The arithmetic between the products of a recurrent layer, for stretches of n elements that begin at the places given. Gates have been through their
 * functions already.
 */
final class ScalarCells {

    private ScalarCells() {}

    /** c = f·c′ + i·g, a copy of which goes to h; without a step before c′ is 0. */
    static void lstm(float[] s, int i, int f, int g, int before, int c, int h, int n) {
        for (int e = 0; e < n; e++) {
            float added = s[i + e] * s[g + e];
            float cell = before < 0 ? added : Fma.fma(s[f + e], s[before + e], added);
            s[c + e] = cell;
            s[h + e] = cell;
        }
    }

    /** y ← y + x */
    static void add(float[] x, int from, float[] y, int to, int n) {
        for (int e = 0; e < n; e++) {
            y[to + e] += x[from + e];
        }
    }

    /** y ← y·x */
    static void multiply(float[] x, int from, float[] y, int to, int n) {
        for (int e = 0; e < n; e++) {
            y[to + e] *= x[from + e];
        }
    }

    /**
     * The gradients in front of the four functions from dh and dc, which becomes that of the cell before.
     *
     * @param s      states, with gates at i, f, g, o and the cell before at {@code before}, negative where there is none
     * @param curved tanh(c)
     * @param d      takes the gradients at di, df, dg, do
     */
    static void lstmGradient(float[] s, int i, int f, int g, int o, int before, float[] curved, float[] dh, float[] dc, int at, float[] d, int di,
            int df, int dg, int dO, int n) {
        for (int e = 0; e < n; e++) {
            float in = s[i + e];
            float forget = s[f + e];
            float candidate = s[g + e];
            float out = s[o + e];
            float tanh = curved[at + e];
            float cell = Fma.fma(dh[at + e] * out, 1 - tanh * tanh, dc[at + e]);
            d[di + e] = cell * candidate * in * (1 - in);
            d[df + e] = before < 0 ? 0f : cell * s[before + e] * forget * (1 - forget);
            d[dg + e] = cell * in * (1 - candidate * candidate);
            d[dO + e] = dh[at + e] * tanh * out * (1 - out);
            dc[at + e] = cell * forget;
        }
    }

    /** n = x + r·q, in front of its tanh. */
    static void candidate(float[] x, int from, float[] s, int r, int q, int to, int n) {
        for (int e = 0; e < n; e++) {
            s[to + e] = Fma.fma(s[r + e], s[q + e], x[from + e]);
        }
    }

    /** h = n + z·(h′ − n); without a step before h′ is 0. */
    static void gru(float[] s, int z, int candidate, int before, int h, int n) {
        for (int e = 0; e < n; e++) {
            float old = before < 0 ? 0f : s[before + e];
            s[h + e] = Fma.fma(s[z + e], old - s[candidate + e], s[candidate + e]);
        }
    }

    /**
     * The gradients in front of r, z, q = W·h′ + b and n from dh, which becomes what flows to h′ past the gates.
     *
     * @param d takes the gradients at dr, dz, dq, dn
     */
    static void gruGradient(float[] s, int r, int z, int q, int candidate, int before, float[] dh, int at, float[] d, int dr, int dz, int dq, int dn,
            int n) {
        for (int e = 0; e < n; e++) {
            float reset = s[r + e];
            float update = s[z + e];
            float fresh = s[candidate + e];
            float old = before < 0 ? 0f : s[before + e];
            float flowing = dh[at + e];
            float slope = flowing * (1 - update) * (1 - fresh * fresh);
            d[dr + e] = slope * s[q + e] * reset * (1 - reset);
            d[dz + e] = flowing * (old - fresh) * update * (1 - update);
            d[dq + e] = slope * reset;
            d[dn + e] = slope;
            dh[at + e] = flowing * update;
        }
    }
}
