package dev.descent.nn.kernel;

import static dev.descent.nn.kernel.Panels.WIDTH;

import java.util.Arrays;

/** What slides a window over positions, one element after the other; see {@link Kernels} for the formulas. */
final class ScalarWindows {

    private ScalarWindows() {}

    static void linkedProduct(float[] x, int xHeight, float[] w, int wHeight, float[] bias, float[] y, int yHeight, Links links, int block, int rowFrom,
            int rowTo, int inner, int columns, Finish finish) {
        for (int j = 0; j < links.results(); j++) {
            for (int panel = 0; panel < Panels.count(columns); panel++) {
                int to = (panel * yHeight + j * block) * WIDTH;
                for (int row = rowFrom; row < rowTo; row++) {
                    int out = to + row * WIDTH;
                    System.arraycopy(bias, panel * WIDTH, y, out, WIDTH);
                    for (int link = links.starts()[j]; link < links.starts()[j + 1]; link++) {
                        for (int k = 0; k < inner; k++) {
                            float factor = x[Panels.index(xHeight, links.first()[link] * block + row, k)];
                            addScaledRow(factor, w, (panel * wHeight + links.second()[link] * inner + k) * WIDTH, y, out);
                        }
                    }
                }
                finish.range(to + rowFrom * WIDTH, to + rowTo * WIDTH);
            }
        }
    }

    static void linkedTransposedProduct(float[] a, int aHeight, float[] b, int bHeight, float[] c, int cHeight, Links links, int block, int rows,
            int inner, int columns, int unitFrom, int unitTo) {
        int tiles = Math.ceilDiv(inner, Panels.TILE);
        for (int unit = unitFrom; unit < unitTo; unit++) {
            int tap = unit / tiles;
            for (int i = unit % tiles * Panels.TILE; i < Math.min(inner, (unit % tiles + 1) * Panels.TILE); i++) {
                for (int panel = 0; panel < Panels.count(columns); panel++) {
                    int out = (panel * cHeight + tap * inner + i) * WIDTH;
                    Arrays.fill(c, out, out + WIDTH, 0f);
                    for (int link = links.starts()[tap]; link < links.starts()[tap + 1]; link++) {
                        for (int row = 0; row < rows; row++) {
                            float factor = a[Panels.index(aHeight, links.first()[link] * block + row, i)];
                            addScaledRow(factor, b, (panel * bHeight + links.second()[link] * block + row) * WIDTH, c, out);
                        }
                    }
                }
            }
        }
    }

    static void addScaledRow(float factor, float[] x, int xFrom, float[] y, int yFrom) {
        for (int lane = 0; lane < WIDTH; lane++) {
            y[yFrom + lane] = Fma.fma(factor, x[xFrom + lane], y[yFrom + lane]);
        }
    }

    static void addProduct(float[] x, int xFrom, int xPanel, float[] w, int wHeight, float[] y, int yFrom, int yPanel, int rows, int inner, int columns) {
        for (int panel = 0; panel < Panels.count(columns); panel++) {
            for (int row = 0; row < rows; row++) {
                for (int k = 0; k < inner; k++) {
                    float factor = x[xFrom + k / WIDTH * xPanel + row * WIDTH + k % WIDTH];
                    addScaledRow(factor, w, (panel * wHeight + k) * WIDTH, y, yFrom + panel * yPanel + row * WIDTH);
                }
            }
        }
    }

    static void linkedSums(float[] x, int xHeight, float share, float[] y, int yHeight, Links links, int block, int rowFrom, int rowTo, int panels) {
        int n = (rowTo - rowFrom) * WIDTH;
        for (int panel = 0; panel < panels; panel++) {
            for (int j = 0; j < links.results(); j++) {
                int out = (panel * yHeight + j * block + rowFrom) * WIDTH;
                Arrays.fill(y, out, out + n, 0f);
                for (int link = links.starts()[j]; link < links.starts()[j + 1]; link++) {
                    int in = (panel * xHeight + links.first()[link] * block + rowFrom) * WIDTH;
                    for (int i = 0; i < n; i++) {
                        y[out + i] = Fma.fma(share, x[in + i], y[out + i]);
                    }
                }
            }
        }
    }

    static void linkedMaxima(float[] x, int xHeight, float[] y, int yHeight, Links links, int block, int rowFrom, int rowTo, int panels) {
        int n = (rowTo - rowFrom) * WIDTH;
        for (int panel = 0; panel < panels; panel++) {
            for (int j = 0; j < links.results(); j++) {
                int out = (panel * yHeight + j * block + rowFrom) * WIDTH;
                int first = links.starts()[j];
                System.arraycopy(x, (panel * xHeight + links.first()[first] * block + rowFrom) * WIDTH, y, out, n);
                for (int link = first + 1; link < links.starts()[j + 1]; link++) {
                    int in = (panel * xHeight + links.first()[link] * block + rowFrom) * WIDTH;
                    for (int i = 0; i < n; i++) {
                        y[out + i] = Math.max(y[out + i], x[in + i]);
                    }
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
                for (int i = rowFrom * WIDTH; i < rowTo * WIDTH; i++) {
                    for (int link = links.starts()[j]; link < links.starts()[j + 1]; link++) {
                        int at = (panel * xHeight + links.first()[link] * block) * WIDTH + i;
                        if (x[at] == y[out + i]) {
                            dx[at] += dy[out + i];
                            break;
                        }
                    }
                }
            }
        }
    }

    static void patches(float[] x, int[] places, boolean[] inside, float[] y, int positions, int block, int rowFrom, int rowTo, int width) {
        int stride = Panels.size(width);
        for (int p = 0; p < positions; p++) {
            for (int column = 0; column < stride; column++) {
                int from = places[p * stride + column];
                boolean there = inside[p * stride + column];
                int out = Panels.index(positions * block, p * block, column);
                for (int row = rowFrom * WIDTH; row < rowTo * WIDTH; row += WIDTH) {
                    y[out + row] = there ? x[from + row] : 0f;
                }
            }
        }
    }
}
