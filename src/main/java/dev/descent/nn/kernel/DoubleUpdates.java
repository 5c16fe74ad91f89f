package dev.descent.nn.kernel;

/** The optimizers' updates in double, for functions of a few numbers that people check by hand; see {@link Kernels} for the formulas. */
public final class DoubleUpdates {

    private DoubleUpdates() {}

    public static void addScaled(double[] theta, double[] x, double factor) {
        for (int i = 0; i < theta.length; i++) {
            theta[i] += factor * x[i];
        }
    }

    public static void scale(double[] theta, double factor) {
        for (int i = 0; i < theta.length; i++) {
            theta[i] *= factor;
        }
    }

    public static void momentum(double[] theta, double[] g, double[] v, double momentum, double rate) {
        for (int i = 0; i < theta.length; i++) {
            v[i] = momentum * v[i] - rate * g[i];
            theta[i] += v[i];
        }
    }

    public static void adaGrad(double[] theta, double[] g, double[] s, double epsilon, double rate) {
        for (int i = 0; i < theta.length; i++) {
            s[i] += g[i] * g[i];
            theta[i] -= quotient(rate * g[i], Math.sqrt(epsilon + s[i]));
        }
    }

    public static void decayedAdaGrad(double[] theta, double[] g, double[] e, double decay, double epsilon, double rate) {
        for (int i = 0; i < theta.length; i++) {
            e[i] = decay * e[i] + (1 - decay) * g[i] * g[i];
            theta[i] -= quotient(rate * g[i], Math.sqrt(e[i] + epsilon));
        }
    }

    public static void rmsProp(double[] theta, double[] g, double[] e, double decay, double epsilon, double rate) {
        for (int i = 0; i < theta.length; i++) {
            e[i] = decay * e[i] + (1 - decay) * g[i] * g[i];
            theta[i] -= quotient(rate * g[i], Math.sqrt(e[i]) + epsilon);
        }
    }

    public static void adaDelta(double[] theta, double[] g, double[] e, double[] u, double decay, double epsilon, double rate) {
        for (int i = 0; i < theta.length; i++) {
            e[i] = decay * e[i] + (1 - decay) * g[i] * g[i];
            double delta = quotient(Math.sqrt(u[i] + epsilon) * g[i], Math.sqrt(e[i] + epsilon));
            u[i] = decay * u[i] + (1 - decay) * delta * delta;
            theta[i] -= rate * delta;
        }
    }

    public static void adam(double[] theta, double[] g, double[] m, double[] v, double beta1, double beta2, double epsilon, double rate) {
        for (int i = 0; i < theta.length; i++) {
            m[i] = beta1 * m[i] + (1 - beta1) * g[i];
            v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
            theta[i] -= quotient(rate * m[i], Math.sqrt(v[i]) + epsilon);
        }
    }

    /** 0/0 is 0, as in the kernels. */
    private static double quotient(double x, double y) {
        return x == 0 ? 0 : x / y;
    }
}
