package dev.descent.nn.kernel;

import static dev.descent.nn.kernel.Panels.TILE;
import static dev.descent.nn.kernel.Panels.WIDTH;
import static dev.descent.nn.kernel.VectorProducts.at;
import static dev.descent.nn.kernel.VectorProducts.step;
import static dev.descent.nn.kernel.VectorProducts.taken;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The twins of {@link ScalarWindows}. A product over a window is the product of {@link VectorProducts} with the places of a and b
 * looked up for each k: two loads more beside ten, and no patch is ever copied together.
 */
final class VectorWindows {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();


    private VectorWindows() {}

    static void linkedProduct(float[] x, int xHeight, float[] w, int wHeight, float[] bias, float[] y, int yHeight, Links links, int block, int rowFrom,
            int rowTo, int inner, int columns, int[] places, Finish finish) {
        for (int j = 0; j < links.results(); j++) {
            int n = places(links, j, xHeight, block, inner, places);
            int first = j * block;
            int step = n == 0 ? 1 : step(n);
            for (int k = 0; k == 0 || k < n; k += step) {
                block(x, w, wHeight, bias, y, yHeight, first, rowFrom, rowTo, columns, places, k, Math.min(n, k + step));
            }
            for (int panel = 0; panel < Panels.count(columns); panel++) {
                finish.range((panel * yHeight + first + rowFrom) * WIDTH, (panel * yHeight + first + rowTo) * WIDTH);
            }
        }
    }

    /** For each k where it stands in the first row of x, and in w; returns how many there are. */
    private static int places(Links links, int j, int xHeight, int block, int inner, int[] places) {
        int n = 0;
        for (int link = links.starts()[j]; link < links.starts()[j + 1]; link++) {
            int row = links.first()[link] * block;
            int tap = links.second()[link] * inner;
            for (int k = 0; k < inner; k++) {
                places[n++] = Panels.index(xHeight, row, k);
                places[n++] = (tap + k) * WIDTH;
            }
        }
        return n / 2;
    }

    private static void block(float[] x, float[] w, int wHeight, float[] bias, float[] y, int yHeight, int first, int rowFrom, int rowTo, int columns,
            int[] places, int k, int kEnd) {
        int vectors = Panels.count(columns) * WIDTH / LANES;
        float[] s = k == 0 ? bias : y;
        int sHeight = k == 0 ? 1 : yHeight;
        int sRow = k == 0 ? 0 : WIDTH;
        for (int v = 0; v < vectors; v += taken(v, vectors)) {
            for (int row = rowFrom; row < rowTo; row += TILE) {
                int to = (first + row) * WIDTH;
                int sFrom = k == 0 ? 0 : to;
                if (taken(v, vectors) == 2) {
                    wideTile(x, row * WIDTH, places, w, at(v, wHeight), at(v + 1, wHeight), s, at(v, sHeight) + sFrom, at(v + 1, sHeight) + sFrom, sRow,
                            y, at(v, yHeight) + to, at(v + 1, yHeight) + to, k, kEnd);
                } else {
                    tile(x, row * WIDTH, places, w, at(v, wHeight), s, at(v, sHeight) + sFrom, sRow, y, at(v, yHeight) + to, k, kEnd);
                }
            }
        }
    }

    /** {@link VectorProducts}'s with the places of a[0,k] and b[k] looked up. */
    private static void wideTile(float[] a, int aFrom, int[] at, float[] b, int bFirst, int bSecond, float[] s, int sFirst, int sSecond,
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
        for (int k = 2 * from; k < 2 * to; k += 2) {
            int x0 = aFrom + at[k];
            int row = at[k + 1];
            var b0 = FloatVector.fromArray(SPECIES, b, bFirst + row);
            var b1 = FloatVector.fromArray(SPECIES, b, bSecond + row);
            var x = FloatVector.broadcast(SPECIES, a[x0]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(SPECIES, a[x0 + WIDTH]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(SPECIES, a[x0 + 2 * WIDTH]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(SPECIES, a[x0 + 3 * WIDTH]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = FloatVector.broadcast(SPECIES, a[x0 + 4 * WIDTH]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = FloatVector.broadcast(SPECIES, a[x0 + 5 * WIDTH]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            x = FloatVector.broadcast(SPECIES, a[x0 + 6 * WIDTH]);
            c60 = x.fma(b0, c60);
            c61 = x.fma(b1, c61);
            x = FloatVector.broadcast(SPECIES, a[x0 + 7 * WIDTH]);
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

    private static void tile(float[] a, int aFrom, int[] at, float[] b, int bFrom, float[] s, int sFrom, int sRow, float[] c, int cFrom,
            int from, int to) {
        var c0 = FloatVector.fromArray(SPECIES, s, sFrom);
        var c1 = FloatVector.fromArray(SPECIES, s, sFrom + sRow);
        var c2 = FloatVector.fromArray(SPECIES, s, sFrom + 2 * sRow);
        var c3 = FloatVector.fromArray(SPECIES, s, sFrom + 3 * sRow);
        var c4 = FloatVector.fromArray(SPECIES, s, sFrom + 4 * sRow);
        var c5 = FloatVector.fromArray(SPECIES, s, sFrom + 5 * sRow);
        var c6 = FloatVector.fromArray(SPECIES, s, sFrom + 6 * sRow);
        var c7 = FloatVector.fromArray(SPECIES, s, sFrom + 7 * sRow);
        for (int k = 2 * from; k < 2 * to; k += 2) {
            int x0 = aFrom + at[k];
            var b0 = FloatVector.fromArray(SPECIES, b, bFrom + at[k + 1]);
            c0 = FloatVector.broadcast(SPECIES, a[x0]).fma(b0, c0);
            c1 = FloatVector.broadcast(SPECIES, a[x0 + WIDTH]).fma(b0, c1);
            c2 = FloatVector.broadcast(SPECIES, a[x0 + 2 * WIDTH]).fma(b0, c2);
            c3 = FloatVector.broadcast(SPECIES, a[x0 + 3 * WIDTH]).fma(b0, c3);
            c4 = FloatVector.broadcast(SPECIES, a[x0 + 4 * WIDTH]).fma(b0, c4);
            c5 = FloatVector.broadcast(SPECIES, a[x0 + 5 * WIDTH]).fma(b0, c5);
            c6 = FloatVector.broadcast(SPECIES, a[x0 + 6 * WIDTH]).fma(b0, c6);
            c7 = FloatVector.broadcast(SPECIES, a[x0 + 7 * WIDTH]).fma(b0, c7);
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

    static void linkedMaxima(float[] x, int xHeight, float[] y, int yHeight, Links links, int block, int rowFrom, int rowTo, int panels) {
        for (int panel = 0; panel < panels; panel++) {
            for (int j = 0; j < links.results(); j++) {
                int out = (panel * yHeight + j * block) * WIDTH;
                int first = links.starts()[j];
                int last = links.starts()[j + 1];
                for (int i = rowFrom * WIDTH; i < rowTo * WIDTH; i += LANES) {
                    var largest = FloatVector.fromArray(SPECIES, x, (panel * xHeight + links.first()[first] * block) * WIDTH + i);
                    for (int link = first + 1; link < last; link++) {
                        largest = largest.max(FloatVector.fromArray(SPECIES, x, (panel * xHeight + links.first()[link] * block) * WIDTH + i));
                    }
                    largest.intoArray(y, out + i);
                }
            }
        }
    }

    static void linkedMaximaGradient(float[] x, float[] y, float[] dy, float[] dx, int xHeight, int yHeight, Links links, int block, int rowFrom, int rowTo,
            int panels) {
        for (int panel = 0; panel < panels; panel++) {
            for (int first = panel * xHeight; first < (panel + 1) * xHeight; first += block) {
                Arrays.fill(dx, (first + rowFrom) * WIDTH, (first + rowTo) * WIDTH, 0f);
            }
            for (int j = 0; j < links.results(); j++) {
                int out = (panel * yHeight + j * block) * WIDTH;
                for (int i = rowFrom * WIDTH; i < rowTo * WIDTH; i += LANES) {
                    scatter(x, FloatVector.fromArray(SPECIES, y, out + i), FloatVector.fromArray(SPECIES, dy, out + i), dx, panel * xHeight, links, j, block, i);
                }
            }
        }
    }

    /** Gives each lane of dy to the first place that holds its maximum. */
    private static void scatter(float[] x, FloatVector y, FloatVector dy, float[] dx, int first, Links links, int j, int block, int i) {
        var open = dy;
        for (int link = links.starts()[j]; link < links.starts()[j + 1]; link++) {
            int at = (first + links.first()[link] * block) * WIDTH + i;
            var largest = FloatVector.fromArray(SPECIES, x, at).compare(VectorOperators.EQ, y);
            FloatVector.fromArray(SPECIES, dx, at).add(FloatVector.zero(SPECIES).blend(open, largest)).intoArray(dx, at);
            y = y.blend(Float.NaN, largest);
        }
    }

    static void patches(float[] x, int[] places, boolean[] inside, float[] y, int positions, int block, int rowFrom, int rowTo, int width) {
        int stride = Panels.size(width);
        for (int p = 0; p < positions; p++) {
            for (int column = 0; column < stride; column += LANES) {
                VectorMask<Float> mask = VectorMask.fromArray(SPECIES, inside, p * stride + column);
                int to = (column / WIDTH * positions + p) * block * WIDTH + column % WIDTH;
                for (int row = rowFrom * WIDTH; row < rowTo * WIDTH; row += WIDTH) {
                    FloatVector.fromArray(SPECIES, x, row, places, p * stride + column, mask).intoArray(y, to + row);
                }
            }
        }
    }
}
