package dev.descent.nn.kernel;

/** The optimizers' updates of the elements [from, to), one element after the other; see {@link Kernels} for the formulas. */
final class ScalarUpdates {

    private ScalarUpdates() {}

    static void momentum(float[] theta, float[] g, float[] v, float momentum, float rate, int from, int to) {
        for (int i = from; i < to; i++) {
            v[i] = Fma.fma(-rate, g[i], momentum * v[i]);
            theta[i] += v[i];
        }
    }

    static void adaGrad(float[] theta, float[] g, float[] s, float epsilon, float rate, int from, int to) {
        for (int i = from; i < to; i++) {
            s[i] = Fma.fma(g[i], g[i], s[i]);
            theta[i] -= quotient(rate * g[i], squareRoot(epsilon + s[i]));
        }
    }

    static void decayedAdaGrad(float[] theta, float[] g, float[] e, float keep, float add, float epsilon, float rate, int from, int to) {
        for (int i = from; i < to; i++) {
            e[i] = Fma.fma(add * g[i], g[i], keep * e[i]);
            theta[i] -= quotient(rate * g[i], squareRoot(e[i] + epsilon));
        }
    }

    static void rmsProp(float[] theta, float[] g, float[] e, float keep, float add, float epsilon, float rate, int from, int to) {
        for (int i = from; i < to; i++) {
            e[i] = Fma.fma(add * g[i], g[i], keep * e[i]);
            theta[i] -= quotient(rate * g[i], squareRoot(e[i]) + epsilon);
        }
    }

    static void adaDelta(float[] theta, float[] g, float[] e, float[] u, float keep, float add, float epsilon, float rate, int from,
            int to) {
        for (int i = from; i < to; i++) {
            e[i] = Fma.fma(add * g[i], g[i], keep * e[i]);
            float delta = quotient(squareRoot(u[i] + epsilon) * g[i], squareRoot(e[i] + epsilon));
            u[i] = Fma.fma(add * delta, delta, keep * u[i]);
            theta[i] = Fma.fma(-rate, delta, theta[i]);
        }
    }

    static void adam(float[] theta, float[] g, float[] m, float[] v, float keep1, float add1, float keep2, float add2, float epsilon,
            float rate, int from, int to) {
        for (int i = from; i < to; i++) {
            m[i] = Fma.fma(add1, g[i], keep1 * m[i]);
            v[i] = Fma.fma(add2 * g[i], g[i], keep2 * v[i]);
            theta[i] -= quotient(rate * m[i], squareRoot(v[i]) + epsilon);
        }
    }

    /** IEEE-exact, so it is safe for equal bits. */
    private static float squareRoot(float x) {
        return (float) Math.sqrt(x);
    }

    /** 0/0 is 0: a parameter whose gradient was always 0 stays where it is, even with ε = 0. */
    private static float quotient(float x, float y) {
        return x == 0f ? 0f : x / y;
    }
}
