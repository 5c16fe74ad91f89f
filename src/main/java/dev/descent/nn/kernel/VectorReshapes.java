package dev.descent.nn.kernel;

import static dev.descent.nn.kernel.Panels.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** What moves or sums values across rows and columns, on SIMD registers. */
final class VectorReshapes {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /** Which lane is so many to the other side, and which lanes are the right ones of such pairs. */
    private static final VectorShuffle<Float> PARTNER_8 = partner(8);
    private static final VectorShuffle<Float> PARTNER_4 = partner(4);
    private static final VectorShuffle<Float> PARTNER_2 = partner(2);
    private static final VectorShuffle<Float> PARTNER_1 = partner(1);
    private static final VectorMask<Float> RIGHT_8 = right(8);
    private static final VectorMask<Float> RIGHT_4 = right(4);
    private static final VectorMask<Float> RIGHT_2 = right(2);
    private static final VectorMask<Float> RIGHT_1 = right(1);

    private VectorReshapes() {}

    private static VectorShuffle<Float> partner(int size) {
        return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ size) % LANES);
    }

    private static VectorMask<Float> right(int size) {
        long bits = 0;
        for (int lane = 0; lane < LANES; lane++) {
            bits |= (lane & size) != 0 ? 1L << lane : 0;
        }
        return VectorMask.fromLong(SPECIES, bits);
    }

    static void columnSums(float[] x, float[] out, int height, int positions, int rows, int panelFrom, int panelTo) {
        for (int panel = panelFrom; panel < panelTo; panel++) {
            for (int lane = 0; lane < WIDTH; lane += LANES) {
                int from = panel * positions * height * WIDTH + lane;
                var sum = FloatVector.zero(SPECIES);
                for (int p = 0; p < positions; p++, from += height * WIDTH) {
                    for (int row = 0; row < rows; row++) {
                        sum = sum.add(FloatVector.fromArray(SPECIES, x, from + row * WIDTH));
                    }
                }
                sum.intoArray(out, panel * WIDTH + lane);
            }
        }
    }

    /** Blocks of 16 by 16 in registers, what is left at the edges one by one. */
    static void transpose(float[] a, float[] out, int m, int n, Portion portion) {
        int height = Panels.height(m);
        int rowFrom = portion.rowFrom();
        int rowTo = portion.rowTo();
        for (int panel = portion.panelFrom(); panel < portion.panelTo(); panel++) {
            boolean whole = (panel + 1) * WIDTH <= height;
            int row = rowFrom;
            if (row % WIDTH != 0) {
                edge(a, out, m, n, portion, panel, row, Math.min(rowTo, row + Panels.TILE));
                row += Panels.TILE;
            }
            for (; whole && row + WIDTH <= rowTo; row += WIDTH) {
                block(a, (row / WIDTH * height + panel * WIDTH) * WIDTH, out, (panel * portion.height() + row) * WIDTH);
            }
            edge(a, out, m, n, portion, panel, row, rowTo);
        }
    }

    private static void edge(float[] a, float[] out, int m, int n, Portion portion, int panel, int rowFrom, int rowTo) {
        ScalarKernels.transposeRows(a, out, m, n, new Portion(portion.height(), rowFrom, rowTo, panel, panel + 1), rowFrom, rowTo);
    }

    /** Swaps ever smaller squares that lie across the diagonal: of 8 by 8, of 4, of 2, of 1. */
    private static void block(float[] a, int aFrom, float[] out, int outFrom) {
        System.arraycopy(a, aFrom, out, outFrom, WIDTH * WIDTH);
        swap(out, outFrom, 8, PARTNER_8, RIGHT_8);
        swap(out, outFrom, 4, PARTNER_4, RIGHT_4);
        swap(out, outFrom, 2, PARTNER_2, RIGHT_2);
        swap(out, outFrom, 1, PARTNER_1, RIGHT_1);
    }

    private static void swap(float[] x, int from, int size, VectorShuffle<Float> partner, VectorMask<Float> right) {
        for (int i = 0; i < WIDTH / 2; i++) {
            int upper = from + ((i & -size) + i) * WIDTH;
            int lower = upper + size * WIDTH;
            for (int lane = 0; lane < WIDTH; lane += LANES) {
                if (size < LANES) {
                    var above = FloatVector.fromArray(SPECIES, x, upper + lane);
                    var below = FloatVector.fromArray(SPECIES, x, lower + lane);
                    above.blend(below.rearrange(partner), right).intoArray(x, upper + lane);
                    above.rearrange(partner).blend(below, right).intoArray(x, lower + lane);
                } else if ((lane & size) == 0) {
                    var above = FloatVector.fromArray(SPECIES, x, upper + lane + size);
                    FloatVector.fromArray(SPECIES, x, lower + lane).intoArray(x, upper + lane + size);
                    above.intoArray(x, lower + lane);
                }
            }
        }
    }
}
