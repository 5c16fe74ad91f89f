package dev.descent.benchmark;

import java.util.SplittableRandom;

/**
 * Rows for a workload, the same on every machine. Targets follow the features with some noise on top, so that no side ever
 * reaches a loss of 0 and trains on vanishing numbers.
 *
 * @param features [rows, inputs]
 * @param targets  [rows]; the index of a class, or a number
 */
record SyntheticData(float[] features, float[] targets) {

    static SyntheticData of(Workload workload) {
        return workload == Workload.W6 ? cubic(workload.rows) : normal(workload);
    }

    private static SyntheticData normal(Workload workload) {
        var random = new SplittableRandom(42);
        int inputs = workload.inputs();
        int outputs = workload.outputs();
        float[] features = normals(random, workload.rows * inputs, 1);
        float[] teacher = normals(random, inputs * outputs, 1 / Math.sqrt(inputs));
        float[] targets = new float[workload.rows];
        for (int row = 0; row < workload.rows; row++) {
            double best = Double.NEGATIVE_INFINITY;
            for (int output = 0; output < outputs; output++) {
                double score = 0.5 * random.nextGaussian();
                for (int i = 0; i < inputs; i++) {
                    score += features[row * inputs + i] * teacher[output * inputs + i];
                }
                if (score > best) {
                    best = score;
                    targets[row] = outputs == 1 ? (float) score : output;
                }
            }
        }
        return new SyntheticData(features, targets);
    }

    private static SyntheticData cubic(int rows) {
        var random = new SplittableRandom(42);
        float[] features = new float[rows * 3];
        float[] targets = new float[rows];
        for (int row = 0; row < rows; row++) {
            float x = -1 + 2 * row / (rows - 1f);
            features[3 * row] = x * x * x;
            features[3 * row + 1] = x * x;
            features[3 * row + 2] = x;
            targets[row] = (float) (2 * x * x * x - x * x + 0.5 * x - 1 + 0.1 * random.nextGaussian());
        }
        return new SyntheticData(features, targets);
    }

    private static float[] normals(SplittableRandom random, int count, double std) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (std * random.nextGaussian());
        }
        return values;
    }
}
