package dev.descent.nn.kernel;

/**
 * The arithmetic of the core on flat row-major arrays. Every element of a result is accumulated in one fixed order, so the
 * bits depend on the shapes alone. An array may be longer than what a call uses of it. Sums of reported figures are double.
 * Elementwise kernels work on the elements [from, to) of arrays of any layout.
 */
public interface Kernels {

    /** The fastest kernels that this JVM can run; which ones can be seen in speed only. */
    static Kernels best() {
        return isVectorized() ? new VectorKernels() : new ScalarKernels();
    }

    /** Whether the JVM was started with {@code --add-modules=jdk.incubator.vector}. */
    static boolean isVectorized() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    /** c [R,N] = a [R,K] · b [K,N]; a sequential chain of fused multiply-adds over k for each element. */
    void product(float[] a, float[] b, float[] c, int rows, int inner, int columns);

    /** c [M,N] = aᵀ [M,R] · b [R,N]; the chain goes over the rows r. */
    void transposedProduct(float[] a, float[] b, float[] c, int rows, int m, int n);

    /** out [N,M] = a [M,N] transposed. */
    void transpose(float[] a, float[] out, int m, int n);

    /** out [R,N] = x [R,N] + bias [N]. */
    void addBias(float[] x, float[] bias, float[] out, int rows, int n);

    /** out [N] = sums of x [R,N] over the rows, in row order. */
    void columnSums(float[] x, float[] out, int rows, int n);

    /** out = a + b. */
    void add(float[] a, float[] b, float[] out, int from, int to);

    /** Copies columns: out [R,toWidth] from toColumn on = x [R,fromWidth] from fromColumn on, {@code width} of them. */
    void copyColumns(float[] x, int fromWidth, int fromColumn, float[] out, int toWidth, int toColumn, int rows, int width);

    /** y = f(x). */
    void map(Function function, float a, float[] x, float[] y, int from, int to);

    /** dx = f′(x)·dy, where v is y = f(x) or x as {@link Function#derivativeOfValue} says. */
    void mapGradient(Function function, float a, float[] v, float[] dy, float[] dx, int from, int to);

    /** Inverted dropout: y = x/(1−rate) or 0, decided by the bits of (key, index); n elements. */
    void dropout(float[] x, float[] y, int n, long key, double rate);

    /** Sum of the losses of z and y, n elements. */
    double pointLoss(PointLoss loss, float p, float[] z, float[] y, int n);

    /** dz = scale·loss′(z, y). */
    void pointLossGradient(PointLoss loss, float p, float scale, float[] z, float[] y, float[] dz, int from, int to);

    /** Sum over rows of weight[class]·(−log softmax(z)[class]); z [R,N], classes [R] as numbers, weights [N] or null. */
    double softmaxCrossEntropy(float[] z, float[] classes, float[] weights, int rows, int n);

    /** dz [R,N] = scale·weight[class]·(softmax(z) − oneHot(class)). */
    void softmaxCrossEntropyGradient(float[] z, float[] classes, float[] weights, float scale, float[] dz, int rows, int n);

    /** Sum over rows of weight[class], rows if weights is null. */
    double classWeight(float[] classes, float[] weights, int rows);

    /** p [R,N] = softmax of z [R,N], shifted by the largest logit of the row. */
    void softmax(float[] z, float[] p, int rows, int n);

    /** θ ← θ + factor·x. */
    void addScaled(float[] theta, float[] x, float factor, int from, int to);

    /** θ ← factor·θ. */
    void scale(float[] theta, float factor, int from, int to);

    /** g ← g + factor·sign(θ). */
    void addSign(float[] gradient, float[] theta, float factor, int from, int to);

    /** Cuts each element to ±limit. */
    void clip(float[] x, float limit, int from, int to);

    /** Σx² in double: the elements with equal (i − from) mod 16 in order, and those 16 sums by a fixed tree; zeros at the end change nothing. */
    double sumOfSquares(float[] x, int from, int to);

    boolean isFinite(float[] x, int from, int to);

    /** v ← momentum·v − rate·g; θ ← θ + v. */
    void momentum(float[] theta, float[] g, float[] v, float momentum, float rate, int from, int to);

    /** s ← s + g²; θ ← θ − rate·g/√(ε + s). */
    void adaGrad(float[] theta, float[] g, float[] s, float epsilon, float rate, int from, int to);

    /** e ← keep·e + add·g²; θ ← θ − rate·g/√(e + ε). */
    void decayedAdaGrad(float[] theta, float[] g, float[] e, float keep, float add, float epsilon, float rate, int from, int to);

    /** e ← keep·e + add·g²; θ ← θ − rate·g/(√e + ε). */
    void rmsProp(float[] theta, float[] g, float[] e, float keep, float add, float epsilon, float rate, int from, int to);

    /** e ← keep·e + add·g²; Δ = √(u + ε)/√(e + ε)·g; u ← keep·u + add·Δ²; θ ← θ − rate·Δ. */
    void adaDelta(float[] theta, float[] g, float[] e, float[] u, float keep, float add, float epsilon, float rate, int from, int to);

    /** m ← keep1·m + add1·g; v ← keep2·v + add2·g²; θ ← θ − rate·m/(√v + ε). */
    void adam(float[] theta, float[] g, float[] m, float[] v, float keep1, float add1, float keep2, float add2, float epsilon, float rate,
            int from, int to);
}
