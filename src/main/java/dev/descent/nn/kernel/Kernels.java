package dev.descent.nn.kernel;

import java.lang.foreign.MemorySegment;

/**
 * The arithmetic of the core on matrices in {@link Panels}, or on stretches [from, to) of any array. Every element of a result is
 * accumulated in one fixed order, so the bits depend on the shapes alone. Sums of reported figures are double.
 * Elementwise kernels work on the elements [from, to) of arrays of any layout.
 */
public interface Kernels {

    /** The fastest kernels that this JVM can run; which ones can be seen in speed only. */
    static Kernels best() {
        return hasVectorModule() && hasFusedMultiplyAdd() ? new VectorKernels() : new ScalarKernels();
    }

    /** Whether the JVM was started with {@code --add-modules=jdk.incubator.vector}. */
    static boolean hasVectorModule() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    /** Whether the machine has an instruction for it; if not, each one is a dozen others. */
    static boolean hasFusedMultiplyAdd() {
        return Fma.HARDWARE;
    }

    /** Bits of the vectors that these kernels compute with; 0 if they take one number at a time. */
    int bits();

    /**
     * y [R,N] = x [R,K] · w [K,N] + b [N] for the rows [rowFrom, rowTo): a chain of fused multiply-adds in ascending k for each
     * element, beginning with the bias.
     *
     * @param height  of x and y
     * @param rowFrom a multiple of 8; what lies between rowTo and the next one is undefined after the call
     * @param inner   K
     * @param columns N
     * @param finish  is called once for each panel's stretch of a block of rows, after all of it has been computed
     */
    void product(float[] x, float[] w, float[] bias, float[] y, int height, int rowFrom, int rowTo, int inner, int columns, Finish finish);

    /**
     * A portion of c [M,N] = aᵀ · b with a [R,M], b [R,N]: a chain of fused multiply-adds over the rows r in ascending order.
     *
     * @param height    of one position of a and b
     * @param positions one after the other; one where rows have none
     * @param rows      R of each position
     */
    void transposedProduct(float[] a, float[] b, float[] c, int height, int positions, int rows, Portion portion);

    /** A portion of out [N,M] = a [M,N] transposed. */
    void transpose(float[] a, float[] out, int m, int n, Portion portion);

    /** out [N] = sums of x [R,N] over the rows of all positions, in order, for the panels [panelFrom, panelTo). */
    void columnSums(float[] x, float[] out, int height, int positions, int rows, int panelFrom, int panelTo);

    /** out [N] = means of x [R,N] over the rows for the panels [panelFrom, panelTo); summed in double, in row order. */
    void columnMeans(float[] x, float[] out, int height, int positions, int rows, int panelFrom, int panelTo);

    /** out [N] = Σ(x − mean)²/R over the rows of x [R,N], likewise. */
    void columnVariances(float[] x, float[] means, float[] out, int height, int positions, int rows, int panelFrom, int panelTo);

    /** out [N] = Σa·b over the rows of a and b [R,N]: a chain of fused multiply-adds in row order. */
    void columnProducts(float[] a, float[] b, float[] out, int height, int positions, int rows, int panelFrom, int panelTo);

    /** y = x·scale of the column, for rows of one panel. */
    void scaleColumns(float[] x, float[] scale, float[] y, int height, int from, int to);

    /** y = x·scale + shift of the column, for rows of one panel. */
    void affineColumns(float[] x, float[] scale, float[] shift, float[] y, int height, int from, int to);

    /** y = (x − mean)/√(variance + ε) of the column, for rows of one panel. */
    void normalizeColumns(float[] x, float[] mean, float[] variance, float epsilon, float[] y, int height, int from, int to);

    /**
     * dx = (dy − Σdy/R − y·Σ(dy·y)/R)/√(variance + ε), for rows of one panel.
     *
     * @param sums     Σdy of each column
     * @param products Σ(dy·y) of each column
     * @param share    1/R
     */
    void normalizeColumnsGradient(float[] y, float[] dy, float[] variance, float[] sums, float[] products, float epsilon, float share,
            float[] dx, int height, int from, int to);

    /**
     * y = (x − mean)/√(variance + ε) of the row, for the rows [rowFrom, rowTo) of x [R,N]. Sums over a row: the columns with equal
     * number mod 16 in order, and those 16 sums by a fixed tree.
     *
     * @param y another array than x
     */
    void normalizeRows(float[] x, float epsilon, float[] y, int height, int rowFrom, int rowTo, int n);

    /**
     * dx = (dy − Σdy/N − y·Σ(dy·y)/N)/√(variance + ε), with y, variance and the sums of the row.
     *
     * @param dx another array than x and dy
     */
    void normalizeRowsGradient(float[] x, float[] dy, float epsilon, float[] dx, int height, int rowFrom, int rowTo, int n);

    /** out = keep·running + add·batch. */
    void average(float[] running, float[] batch, float keep, float add, float[] out, int from, int to);

    /** Copies a panel's row, 16 floats in the machine's byte order. */
    void load(MemorySegment from, long byteOffset, float[] out, int to);

    /** Copies {@code width} columns of the rows [rowFrom, rowTo): out from column outFrom on = x from column xFrom on. */
    void copyColumns(float[] x, int xFrom, float[] out, int outFrom, int width, int height, int rowFrom, int rowTo);

    /** out = a + b. */
    void add(float[] a, float[] b, float[] out, int from, int to);

    /** y = f(x). */
    void apply(Unary function, float[] x, float[] y, int from, int to);

    /** out = f(a, b). */
    void combine(Binary function, float[] a, float[] b, float[] out, int from, int to);

    /** y = xⁿ by squaring, so that the sign of x is kept where n is odd; 1 for n = 0. */
    void power(float[] x, int n, float[] y, int from, int to);

    /** y = factor·x. */
    void scaled(float[] x, float factor, float[] y, int from, int to);

    /** out = g where a < b, g/2 where a = b, else 0. */
    void whereSmaller(float[] a, float[] b, float[] g, float[] out, int from, int to);

    /** line [R] = a column of x [R,N], for the rows [rowFrom, rowTo). */
    void takeColumn(float[] x, int column, float[] line, int height, int rowFrom, int rowTo);

    /** x [R,N] = 0 but for one column, which is line [R], for the rows [rowFrom, rowTo). */
    void putColumn(float[] line, float[] x, int column, int columns, int height, int rowFrom, int rowTo);

    /** Σx in double: the elements with equal (i − from) mod 16 in order, and those 16 sums by a fixed tree. */
    double sum(float[] x, int from, int to);

    /** y = f(x). */
    void map(Function function, float a, float[] x, float[] y, int from, int to);

    /** dx = f′(x)·dy, where v is y = f(x) or x as {@link Function#derivativeOfValue} says. */
    void mapGradient(Function function, float a, float[] v, float[] dy, float[] dx, int from, int to);

    /** Inverted dropout: y = x/(1−rate) or 0, decided for row r and column c of [R,N] by the bits of (key, r·N + c). */
    void dropout(float[] x, float[] y, int height, int n, long key, double rate, int from, int to);

    /** Sum of the losses of z [R,N] and y [R,N], row after row. */
    double pointLoss(PointLoss loss, float p, float[] z, float[] y, int height, int rows, int n);

    /** dz = scale·loss′(z, y). */
    void pointLossGradient(PointLoss loss, float p, float scale, float[] z, float[] y, float[] dz, int from, int to);

    /**
     * Sum over rows of weight[class]·(−log softmax(z)[class]); z [R,N], classes [R,1] as numbers, weights [N] or null.
     *
     * @param scratch a vector [N]
     */
    double softmaxCrossEntropy(float[] z, float[] classes, float[] weights, float[] scratch, int height, int rows, int n);

    /** dz [R,N] = scale·weight[class]·(softmax(z) − oneHot(class)) for the rows [rowFrom, rowTo). */
    void softmaxCrossEntropyGradient(float[] z, float[] classes, float[] weights, float scale, float[] dz, int height, int rowFrom, int rowTo, int n);

    /** Sum over rows of weight[class], rows if weights is null. */
    double classWeight(float[] classes, float[] weights, int rows);

    /** p [R,N] = softmax of z [R,N], shifted by the largest logit of the row; both row-major. */
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

    /**
     * y [R, J, N] = Σ x [R, P, K] · w [T·K, N] + b [N]: for each result the positions of x that its links name, times the rows of w of their taps; a chain
     * of fused multiply-adds in the order of the links and of k for each element, beginning with the bias.
     *
     * @param xHeight of the panels of x, P·block
     * @param yHeight of the panels of y, J·block
     * @param block   rows of panels of one position
     * @param rowFrom a multiple of 8
     * @param scratch two ints for each k of the longest chain
     * @param finish  is called once for each stretch
     */
    void linkedProduct(float[] x, int xHeight, float[] w, int wHeight, float[] bias, float[] y, int yHeight, Links links, int block, int rowFrom, int rowTo,
            int inner, int columns, int[] scratch, Finish finish);

    /**
     * Of c [T·M, N], for each tap Σ aᵀ·b over its links and the rows in them: a [R, P, M] at the first, b [R, Q, N] at the second position. Taps are cut into
     * units of 8 rows of c, the last of a tap shorter.
     *
     * @param links   one result for each tap
     * @param inner   M
     * @param scratch {@link Panels#TILE} rows of two panels
     */
    void linkedTransposedProduct(float[] a, int aHeight, float[] b, int bHeight, float[] c, int cHeight, Links links, int block, int rows, int inner, int columns,
            int unitFrom, int unitTo, float[] scratch);

    /** y ← y + x·w for rows that begin at the places given, with panels so many floats apart; up to a whole tile of rows is written. */
    void addProduct(float[] x, int xFrom, int xPanel, float[] w, int wHeight, float[] y, int yFrom, int yPanel, int rows, int inner, int columns);

    /** y = share·Σx over the links of each result. */
    void linkedSums(float[] x, int xHeight, float share, float[] y, int yHeight, Links links, int block, int rowFrom, int rowTo, int panels);

    /** y = the largest x of the links of each result, of which there is at least one. */
    void linkedMaxima(float[] x, int xHeight, float[] y, int yHeight, Links links, int block, int rowFrom, int rowTo, int panels);

    /** dx = Σdy of the results whose largest x this is; of equal ones it is the first. */
    void linkedMaximaGradient(float[] x, float[] y, float[] dy, float[] dx, int xHeight, int yHeight, Links links, int block, int rowFrom, int rowTo, int panels);

    /**
     * y [R, P, N]: for each column at each position an element of the row of x.
     *
     * @param places [P, N padded] of these elements in the first row of the panels of x
     * @param inside whether there is such an element; a 0 otherwise
     * @param width  N
     */
    void patches(float[] x, int[] places, boolean[] inside, float[] y, int positions, int block, int rowFrom, int rowTo, int width);

    /** c = f·c′ + i·g, a copy of which goes to h; without a step before c′ is 0. */
    void lstmCell(float[] s, int i, int f, int g, int before, int c, int h, int n);

    /** y ← y + x */
    void addStretch(float[] x, int from, float[] y, int to, int n);

    /** y ← y·x */
    void multiplyStretch(float[] x, int from, float[] y, int to, int n);

    /**
     * The gradients in front of the four functions from dh and dc, which becomes that of the cell before.
     *
     * @param s      states, with gates at i, f, g, o and the cell before at {@code before}, negative where there is none
     * @param curved tanh(c)
     * @param d      takes the gradients at di, df, dg, do
     */
    void lstmCellGradient(float[] s, int i, int f, int g, int o, int before, float[] curved, float[] dh, float[] dc, int at, float[] d, int di, int df, int dg, int dO, int n);

    /** n = x + r·q, in front of its tanh. */
    void gruCandidate(float[] x, int from, float[] s, int r, int q, int to, int n);

    /** h = n + z·(h′ − n); without a step before h′ is 0. */
    void gruCell(float[] s, int z, int candidate, int before, int h, int n);

    /**
     * The gradients in front of r, z, q = W·h′ + b and n from dh, which becomes what flows to h′ past the gates.
     *
     * @param d takes the gradients at dr, dz, dq, dn
     */
    void gruCellGradient(float[] s, int r, int z, int q, int candidate, int before, float[] dh, int at, float[] d, int dr, int dz, int dq, int dn, int n);
}
