package dev.descent.nn.augmentation;

import java.util.Arrays;
import java.util.List;

/** The channels of a picture [channels, height, width], each of which is moved alike. */
final class Plane {

    private Plane() {}

    static String misfit(List<Integer> dims) {
        return dims != null && dims.size() == 3 ? null : "needs pictures: a model with inputShape [channels, rows, columns]";
    }

    /** Where a pixel comes from: (y, x) = origin + step·(row, column). */
    record Source(double originY, double stepYy, double stepYx, double originX, double stepXy, double stepXx) {}

    /** Reads every pixel between four others, weighted by nearness; outside is 0. */
    static void move(float[] row, float[] spare, List<Integer> dims, Source source) {
        int height = dims.get(1);
        int width = dims.get(2);
        System.arraycopy(row, 0, spare, 0, row.length);
        Arrays.fill(row, 0);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double fromY = source.originY + source.stepYy * y + source.stepYx * x;
                double fromX = source.originX + source.stepXy * y + source.stepXx * x;
                int top = (int) Math.floor(fromY);
                int left = (int) Math.floor(fromX);
                for (int channel = 0; channel < dims.get(0); channel++) {
                    double value = 0;
                    for (int corner = 0; corner < 4; corner++) {
                        int v = top + corner / 2;
                        int u = left + corner % 2;
                        double weight = (1 - Math.abs(fromY - v)) * (1 - Math.abs(fromX - u));
                        if (weight > 0 && v >= 0 && v < height && u >= 0 && u < width) {
                            value += weight * spare[(channel * height + v) * width + u];
                        }
                    }
                    row[(channel * height + y) * width + x] = (float) value;
                }
            }
        }
    }
}
