package dev.descent.nn.kernel;

import static dev.descent.nn.kernel.Panels.TILE;
import static dev.descent.nn.kernel.Panels.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The matrix products on SIMD registers. A tile of the result stays in registers while k runs: each element is one chain of fused
 * multiply-adds in ascending k, vectors lie across columns, so neither the lane width nor the blocking can be seen in a result.
 * What the machine needs is written out four times: {@link #wideTile} is the one to read, the others are it with one vector
 * instead of two, and with a read by columns instead of by rows.
 */
final class VectorProducts {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int PER_PANEL = WIDTH / LANES;
    /** Sixteen sums, two vectors of b and one of a want 32 registers; x86 has them from 512 bits on. */
    private static final boolean WIDE = LANES == WIDTH || !System.getProperty("os.arch").equals("amd64");
    /** Rows of b at a time: two panels of so many are 24 KB, and stay in the first-level cache while the rows of a pass by. */
    private static final int INNER = 192;
    /** Rows of a at a time: so many by {@link #INNER} stay in the second-level cache. */
    private static final int ROWS = 512;
    private static final float[] ZEROS = new float[WIDTH];

    private VectorProducts() {}

    /** y = f(x·w + b), see {@link Kernels#product}. */
    static void product(float[] x, float[] w, float[] bias, float[] y, int height, int rowFrom, int rowTo, int inner, int columns, Finish finish) {
        for (int row = rowFrom; row < rowTo; row += ROWS) {
            int end = Math.min(rowTo, row + ROWS);
            int step = step(inner);
            for (int k = 0; k < inner; k += step) {
                int kEnd = Math.min(inner, k + step);
                if (end - row == 1) {
                    oneRow(x, w, bias, y, height, row, inner, columns, k, kEnd);
                } else {
                    block(x, w, bias, y, height, row, end, inner, columns, k, kEnd);
                }
            }
            for (int panel = 0; panel < Panels.count(columns); panel++) {
                finish.range((panel * height + row) * WIDTH, (panel * height + end) * WIDTH);
            }
        }
    }

    /** Adds the part of k in [k, kEnd) to the rows [rowFrom, rowTo) of y, which begins with the bias. */
    private static void block(float[] x, float[] w, float[] bias, float[] y, int height, int rowFrom, int rowTo, int inner, int columns, int k, int kEnd) {
        int wHeight = Panels.height(inner);
        int vectors = Panels.count(columns) * PER_PANEL;
        float[] s = k == 0 ? bias : y;
        int sHeight = k == 0 ? 1 : height;
        int sRow = k == 0 ? 0 : WIDTH;
        for (int v = 0; v < vectors; v += taken(v, vectors)) {
            for (int row = rowFrom; row < rowTo; row += TILE) {
                if (taken(v, vectors) == 2) {
                    wideTile(x, row * WIDTH, height * WIDTH, w, at(v, wHeight), at(v + 1, wHeight), s, at(v, sHeight) + row * sRow,
                            at(v + 1, sHeight) + row * sRow, sRow, y, at(v, height) + row * WIDTH, at(v + 1, height) + row * WIDTH, k, kEnd);
                } else {
                    tile(x, row * WIDTH, height * WIDTH, w, at(v, wHeight), s, at(v, sHeight) + row * sRow, sRow, y, at(v, height) + row * WIDTH, k, kEnd);
                }
            }
        }
    }

    /** The same for a single row: four vectors of w at a time. Where fewer are left, some are computed twice. */
    private static void oneRow(float[] x, float[] w, float[] bias, float[] y, int height, int row, int inner, int columns, int k, int kEnd) {
        int wHeight = Panels.height(inner);
        int vectors = Panels.count(columns) * PER_PANEL;
        for (int v = 0; v < vectors; v += 4) {
            int v1 = Math.min(v + 1, vectors - 1);
            int v2 = Math.min(v + 2, vectors - 1);
            int v3 = Math.min(v + 3, vectors - 1);
            float[] s = k == 0 ? bias : y;
            int sHeight = k == 0 ? 1 : height;
            int sFrom = k == 0 ? 0 : row * WIDTH;
            var c0 = FloatVector.fromArray(SPECIES, s, at(v, sHeight) + sFrom);
            var c1 = FloatVector.fromArray(SPECIES, s, at(v1, sHeight) + sFrom);
            var c2 = FloatVector.fromArray(SPECIES, s, at(v2, sHeight) + sFrom);
            var c3 = FloatVector.fromArray(SPECIES, s, at(v3, sHeight) + sFrom);
            int w0 = at(v, wHeight);
            int w1 = at(v1, wHeight);
            int w2 = at(v2, wHeight);
            int w3 = at(v3, wHeight);
            for (int i = k; i < kEnd; i++) {
                var factor = FloatVector.broadcast(SPECIES, x[(i >> 4) * height * WIDTH + row * WIDTH + (i & 15)]);
                c0 = factor.fma(FloatVector.fromArray(SPECIES, w, w0 + i * WIDTH), c0);
                c1 = factor.fma(FloatVector.fromArray(SPECIES, w, w1 + i * WIDTH), c1);
                c2 = factor.fma(FloatVector.fromArray(SPECIES, w, w2 + i * WIDTH), c2);
                c3 = factor.fma(FloatVector.fromArray(SPECIES, w, w3 + i * WIDTH), c3);
            }
            c0.intoArray(y, at(v, height) + row * WIDTH);
            c1.intoArray(y, at(v1, height) + row * WIDTH);
            c2.intoArray(y, at(v2, height) + row * WIDTH);
            c3.intoArray(y, at(v3, height) + row * WIDTH);
        }
    }

    /** c = aᵀ·b, see {@link Kernels#transposedProduct}. */
    static void transposedProduct(float[] a, float[] b, float[] c, int height, int positions, int rows, Portion portion) {
        if (rows == height) {
            transposedRows(a, b, c, positions * height, 0, positions * rows, portion);
        } else {
            for (int k = 0; k < positions * height; k += height) {
                transposedRows(a, b, c, positions * height, k, k + rows, portion);
            }
        }
    }

    /** Of the rows [from, to) of a and b; those from the first one on begin a sum, the others go on with it. */
    private static void transposedRows(float[] a, float[] b, float[] c, int height, int from, int to, Portion portion) {
        for (int row = portion.rowFrom(); row < portion.rowTo(); row += ROWS) {
            int end = Math.min(portion.rowTo(), row + ROWS);
            int step = step(to - from);
            for (int k = from; k < to; k += step) {
                transposedBlock(a, b, c, height, portion, row, end, k, Math.min(to, k + step));
            }
        }
    }

    private static void transposedBlock(float[] a, float[] b, float[] c, int height, Portion portion, int rowFrom, int rowTo, int k, int kEnd) {
        int cHeight = portion.height();
        int vectors = portion.panelTo() * PER_PANEL;
        float[] s = k == 0 ? ZEROS : c;
        int sRow = k == 0 ? 0 : WIDTH;
        for (int v = portion.panelFrom() * PER_PANEL; v < vectors; v += taken(v, vectors)) {
            for (int row = rowFrom; row < rowTo; row += TILE) {
                int aFrom = Panels.index(height, 0, row);
                int first = at(v, cHeight) + row * WIDTH;
                if (taken(v, vectors) == 2) {
                    int second = at(v + 1, cHeight) + row * WIDTH;
                    wideTransposedTile(a, aFrom, b, at(v, height), at(v + 1, height), s, k == 0 ? 0 : first, k == 0 ? 0 : second, sRow, c, first, second, k, kEnd);
                } else {
                    transposedTile(a, aFrom, b, at(v, height), s, k == 0 ? 0 : first, sRow, c, first, k, kEnd);
                }
            }
        }
    }

    /** See {@link Kernels#linkedTransposedProduct}: each unit is summed up in the scratch, link by link, and then put where it belongs. */
    static void linkedTransposedProduct(float[] a, int aHeight, float[] b, int bHeight, float[] c, int cHeight, Links links, int block, int rows, int inner,
            int columns, int unitFrom, int unitTo, float[] scratch) {
        int tiles = Math.ceilDiv(inner, TILE);
        int vectors = Panels.count(columns) * PER_PANEL;
        for (int v = 0; v < vectors; v += taken(v, vectors)) {
            for (int unit = unitFrom; unit < unitTo; unit++) {
                int tap = unit / tiles;
                int row = unit % tiles * TILE;
                float[] s = ZEROS;
                int sRow = 0;
                Arrays.fill(scratch, 0f);
                for (int link = links.starts()[tap]; link < links.starts()[tap + 1]; link++) {
                    int aFrom = Panels.index(aHeight, links.first()[link] * block, row);
                    int bRow = links.second()[link] * block * WIDTH;
                    if (taken(v, vectors) == 2) {
                        wideTransposedTile(a, aFrom, b, at(v, bHeight) + bRow, at(v + 1, bHeight) + bRow, s, 0, sRow * TILE, sRow, scratch, 0, TILE * WIDTH, 0, rows);
                    } else {
                        transposedTile(a, aFrom, b, at(v, bHeight) + bRow, s, 0, sRow, scratch, 0, 0, rows);
                    }
                    s = scratch;
                    sRow = WIDTH;
                }
                for (int i = 0; i < taken(v, vectors); i++) {
                    for (int r = 0; r < Math.min(TILE, inner - row); r++) {
                        System.arraycopy(scratch, (i * TILE + r) * WIDTH, c, at(v + i, cHeight) + (tap * inner + row + r) * WIDTH, LANES);
                    }
                }
            }
        }
    }

    /** See {@link Kernels#addProduct}. */
    static void addProduct(float[] x, int xFrom, int xPanel, float[] w, int wHeight, float[] y, int yFrom, int yPanel, int rows, int inner, int columns) {
        int vectors = Panels.count(columns) * PER_PANEL;
        int height = yPanel / WIDTH;
        for (int v = 0; v < vectors; v += taken(v, vectors)) {
            for (int row = 0; row < rows * WIDTH; row += TILE * WIDTH) {
                int first = yFrom + at(v, height) + row;
                if (taken(v, vectors) == 2) {
                    int second = yFrom + at(v + 1, height) + row;
                    wideTile(x, xFrom + row, xPanel, w, at(v, wHeight), at(v + 1, wHeight), y, first, second, WIDTH, y, first, second, 0, inner);
                } else {
                    tile(x, xFrom + row, xPanel, w, at(v, wHeight), y, first, WIDTH, y, first, 0, inner);
                }
            }
        }
    }

    /** Of k at a time: equal shares of at most {@link #INNER}, since a short one costs as much around it as a long one. */
    static int step(int inner) {
        return Math.ceilDiv(inner, Math.ceilDiv(inner, INNER));
    }

    /** Vectors that the next tile takes. */
    static int taken(int v, int vectors) {
        return WIDE && v + 1 < vectors ? 2 : 1;
    }

    /** Where the v-th vector of the first row stands, counted across the panels. */
    static int at(int v, int height) {
        return v / PER_PANEL * height * WIDTH + v % PER_PANEL * LANES;
    }

    /**
     * c [8, 2 vectors] = s + a·b for k in [from, to), with a[i,k] at {@code aFrom + k/16·aPanel + i·16 + k%16}. Sixteen sums keep both
     * fused multiply-add units busy over their latency; named ones, since an array of vectors would live in memory. The rows of s are
     * sRow apart: 0 repeats a bias.
     */
    private static void wideTile(float[] a, int aFrom, int aPanel, float[] b, int bFirst, int bSecond, float[] s, int sFirst, int sSecond,
            int sRow, float[] c, int cFirst, int cSecond, int from, int to) {
        var c00 = FloatVector.fromArray(SPECIES, s, sFirst);
        var c10 = FloatVector.fromArray(SPECIES, s, sFirst + sRow);
        var c20 = FloatVector.fromArray(SPECIES, s, sFirst + 2 * sRow);
        var c30 = FloatVector.fromArray(SPECIES, s, sFirst + 3 * sRow);
        var c40 = FloatVector.fromArray(SPECIES, s, sFirst + 4 * sRow);
        var c50 = FloatVector.fromArray(SPECIES, s, sFirst + 5 * sRow);
        var c60 = FloatVector.fromArray(SPECIES, s, sFirst + 6 * sRow);
        var c70 = FloatVector.fromArray(SPECIES, s, sFirst + 7 * sRow);
        var c01 = FloatVector.fromArray(SPECIES, s, sSecond);
        var c11 = FloatVector.fromArray(SPECIES, s, sSecond + sRow);
        var c21 = FloatVector.fromArray(SPECIES, s, sSecond + 2 * sRow);
        var c31 = FloatVector.fromArray(SPECIES, s, sSecond + 3 * sRow);
        var c41 = FloatVector.fromArray(SPECIES, s, sSecond + 4 * sRow);
        var c51 = FloatVector.fromArray(SPECIES, s, sSecond + 5 * sRow);
        var c61 = FloatVector.fromArray(SPECIES, s, sSecond + 6 * sRow);
        var c71 = FloatVector.fromArray(SPECIES, s, sSecond + 7 * sRow);
        for (int k = from; k < to; k++) {
            int at = aFrom + (k >> 4) * aPanel + (k & 15);
            var b0 = FloatVector.fromArray(SPECIES, b, bFirst + k * WIDTH);
            var b1 = FloatVector.fromArray(SPECIES, b, bSecond + k * WIDTH);
            var x = FloatVector.broadcast(SPECIES, a[at]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(SPECIES, a[at + WIDTH]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(SPECIES, a[at + 2 * WIDTH]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(SPECIES, a[at + 3 * WIDTH]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = FloatVector.broadcast(SPECIES, a[at + 4 * WIDTH]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = FloatVector.broadcast(SPECIES, a[at + 5 * WIDTH]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            x = FloatVector.broadcast(SPECIES, a[at + 6 * WIDTH]);
            c60 = x.fma(b0, c60);
            c61 = x.fma(b1, c61);
            x = FloatVector.broadcast(SPECIES, a[at + 7 * WIDTH]);
            c70 = x.fma(b0, c70);
            c71 = x.fma(b1, c71);
        }
        c00.intoArray(c, cFirst);
        c10.intoArray(c, cFirst + WIDTH);
        c20.intoArray(c, cFirst + 2 * WIDTH);
        c30.intoArray(c, cFirst + 3 * WIDTH);
        c40.intoArray(c, cFirst + 4 * WIDTH);
        c50.intoArray(c, cFirst + 5 * WIDTH);
        c60.intoArray(c, cFirst + 6 * WIDTH);
        c70.intoArray(c, cFirst + 7 * WIDTH);
        c01.intoArray(c, cSecond);
        c11.intoArray(c, cSecond + WIDTH);
        c21.intoArray(c, cSecond + 2 * WIDTH);
        c31.intoArray(c, cSecond + 3 * WIDTH);
        c41.intoArray(c, cSecond + 4 * WIDTH);
        c51.intoArray(c, cSecond + 5 * WIDTH);
        c61.intoArray(c, cSecond + 6 * WIDTH);
        c71.intoArray(c, cSecond + 7 * WIDTH);
    }

    /** The same with one vector, for a last odd panel and for machines with 16 registers. */
    private static void tile(float[] a, int aFrom, int aPanel, float[] b, int bFrom, float[] s, int sFrom, int sRow, float[] c, int cFrom,
            int from, int to) {
        var c0 = FloatVector.fromArray(SPECIES, s, sFrom);
        var c1 = FloatVector.fromArray(SPECIES, s, sFrom + sRow);
        var c2 = FloatVector.fromArray(SPECIES, s, sFrom + 2 * sRow);
        var c3 = FloatVector.fromArray(SPECIES, s, sFrom + 3 * sRow);
        var c4 = FloatVector.fromArray(SPECIES, s, sFrom + 4 * sRow);
        var c5 = FloatVector.fromArray(SPECIES, s, sFrom + 5 * sRow);
        var c6 = FloatVector.fromArray(SPECIES, s, sFrom + 6 * sRow);
        var c7 = FloatVector.fromArray(SPECIES, s, sFrom + 7 * sRow);
        for (int k = from; k < to; k++) {
            int at = aFrom + (k >> 4) * aPanel + (k & 15);
            var b0 = FloatVector.fromArray(SPECIES, b, bFrom + k * WIDTH);
            c0 = FloatVector.broadcast(SPECIES, a[at]).fma(b0, c0);
            c1 = FloatVector.broadcast(SPECIES, a[at + WIDTH]).fma(b0, c1);
            c2 = FloatVector.broadcast(SPECIES, a[at + 2 * WIDTH]).fma(b0, c2);
            c3 = FloatVector.broadcast(SPECIES, a[at + 3 * WIDTH]).fma(b0, c3);
            c4 = FloatVector.broadcast(SPECIES, a[at + 4 * WIDTH]).fma(b0, c4);
            c5 = FloatVector.broadcast(SPECIES, a[at + 5 * WIDTH]).fma(b0, c5);
            c6 = FloatVector.broadcast(SPECIES, a[at + 6 * WIDTH]).fma(b0, c6);
            c7 = FloatVector.broadcast(SPECIES, a[at + 7 * WIDTH]).fma(b0, c7);
        }
        c0.intoArray(c, cFrom);
        c1.intoArray(c, cFrom + WIDTH);
        c2.intoArray(c, cFrom + 2 * WIDTH);
        c3.intoArray(c, cFrom + 3 * WIDTH);
        c4.intoArray(c, cFrom + 4 * WIDTH);
        c5.intoArray(c, cFrom + 5 * WIDTH);
        c6.intoArray(c, cFrom + 6 * WIDTH);
        c7.intoArray(c, cFrom + 7 * WIDTH);
    }

    /** {@link #wideTile} with a read by columns: a[i,k] at {@code aFrom + k·16 + i}. */
    private static void wideTransposedTile(float[] a, int aFrom, float[] b, int bFirst, int bSecond, float[] s, int sFirst, int sSecond,
            int sRow, float[] c, int cFirst, int cSecond, int from, int to) {
        var c00 = FloatVector.fromArray(SPECIES, s, sFirst);
        var c10 = FloatVector.fromArray(SPECIES, s, sFirst + sRow);
        var c20 = FloatVector.fromArray(SPECIES, s, sFirst + 2 * sRow);
        var c30 = FloatVector.fromArray(SPECIES, s, sFirst + 3 * sRow);
        var c40 = FloatVector.fromArray(SPECIES, s, sFirst + 4 * sRow);
        var c50 = FloatVector.fromArray(SPECIES, s, sFirst + 5 * sRow);
        var c60 = FloatVector.fromArray(SPECIES, s, sFirst + 6 * sRow);
        var c70 = FloatVector.fromArray(SPECIES, s, sFirst + 7 * sRow);
        var c01 = FloatVector.fromArray(SPECIES, s, sSecond);
        var c11 = FloatVector.fromArray(SPECIES, s, sSecond + sRow);
        var c21 = FloatVector.fromArray(SPECIES, s, sSecond + 2 * sRow);
        var c31 = FloatVector.fromArray(SPECIES, s, sSecond + 3 * sRow);
        var c41 = FloatVector.fromArray(SPECIES, s, sSecond + 4 * sRow);
        var c51 = FloatVector.fromArray(SPECIES, s, sSecond + 5 * sRow);
        var c61 = FloatVector.fromArray(SPECIES, s, sSecond + 6 * sRow);
        var c71 = FloatVector.fromArray(SPECIES, s, sSecond + 7 * sRow);
        for (int k = from; k < to; k++) {
            int at = aFrom + k * WIDTH;
            var b0 = FloatVector.fromArray(SPECIES, b, bFirst + k * WIDTH);
            var b1 = FloatVector.fromArray(SPECIES, b, bSecond + k * WIDTH);
            var x = FloatVector.broadcast(SPECIES, a[at]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(SPECIES, a[at + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(SPECIES, a[at + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(SPECIES, a[at + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = FloatVector.broadcast(SPECIES, a[at + 4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = FloatVector.broadcast(SPECIES, a[at + 5]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            x = FloatVector.broadcast(SPECIES, a[at + 6]);
            c60 = x.fma(b0, c60);
            c61 = x.fma(b1, c61);
            x = FloatVector.broadcast(SPECIES, a[at + 7]);
            c70 = x.fma(b0, c70);
            c71 = x.fma(b1, c71);
        }
        c00.intoArray(c, cFirst);
        c10.intoArray(c, cFirst + WIDTH);
        c20.intoArray(c, cFirst + 2 * WIDTH);
        c30.intoArray(c, cFirst + 3 * WIDTH);
        c40.intoArray(c, cFirst + 4 * WIDTH);
        c50.intoArray(c, cFirst + 5 * WIDTH);
        c60.intoArray(c, cFirst + 6 * WIDTH);
        c70.intoArray(c, cFirst + 7 * WIDTH);
        c01.intoArray(c, cSecond);
        c11.intoArray(c, cSecond + WIDTH);
        c21.intoArray(c, cSecond + 2 * WIDTH);
        c31.intoArray(c, cSecond + 3 * WIDTH);
        c41.intoArray(c, cSecond + 4 * WIDTH);
        c51.intoArray(c, cSecond + 5 * WIDTH);
        c61.intoArray(c, cSecond + 6 * WIDTH);
        c71.intoArray(c, cSecond + 7 * WIDTH);
    }

    /** {@link #tile} with a read by columns. */
    private static void transposedTile(float[] a, int aFrom, float[] b, int bFrom, float[] s, int sFrom, int sRow, float[] c, int cFrom,
            int from, int to) {
        var c0 = FloatVector.fromArray(SPECIES, s, sFrom);
        var c1 = FloatVector.fromArray(SPECIES, s, sFrom + sRow);
        var c2 = FloatVector.fromArray(SPECIES, s, sFrom + 2 * sRow);
        var c3 = FloatVector.fromArray(SPECIES, s, sFrom + 3 * sRow);
        var c4 = FloatVector.fromArray(SPECIES, s, sFrom + 4 * sRow);
        var c5 = FloatVector.fromArray(SPECIES, s, sFrom + 5 * sRow);
        var c6 = FloatVector.fromArray(SPECIES, s, sFrom + 6 * sRow);
        var c7 = FloatVector.fromArray(SPECIES, s, sFrom + 7 * sRow);
        for (int k = from; k < to; k++) {
            int at = aFrom + k * WIDTH;
            var b0 = FloatVector.fromArray(SPECIES, b, bFrom + k * WIDTH);
            c0 = FloatVector.broadcast(SPECIES, a[at]).fma(b0, c0);
            c1 = FloatVector.broadcast(SPECIES, a[at + 1]).fma(b0, c1);
            c2 = FloatVector.broadcast(SPECIES, a[at + 2]).fma(b0, c2);
            c3 = FloatVector.broadcast(SPECIES, a[at + 3]).fma(b0, c3);
            c4 = FloatVector.broadcast(SPECIES, a[at + 4]).fma(b0, c4);
            c5 = FloatVector.broadcast(SPECIES, a[at + 5]).fma(b0, c5);
            c6 = FloatVector.broadcast(SPECIES, a[at + 6]).fma(b0, c6);
            c7 = FloatVector.broadcast(SPECIES, a[at + 7]).fma(b0, c7);
        }
        c0.intoArray(c, cFrom);
        c1.intoArray(c, cFrom + WIDTH);
        c2.intoArray(c, cFrom + 2 * WIDTH);
        c3.intoArray(c, cFrom + 3 * WIDTH);
        c4.intoArray(c, cFrom + 4 * WIDTH);
        c5.intoArray(c, cFrom + 5 * WIDTH);
        c6.intoArray(c, cFrom + 6 * WIDTH);
        c7.intoArray(c, cFrom + 7 * WIDTH);
    }}
