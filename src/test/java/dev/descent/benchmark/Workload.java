package dev.descent.benchmark;

import java.util.Arrays;

/**
 * The work that is timed. Rows are drawn from a fixed seed; {@code widths} are those of the layers, inputs first, all but the
 * last followed by a ReLU.
 */
enum Workload {
    W1("tabular-small", 20_000, 32, Learning.ADAM, 15, 20, 64, 64, 1),
    W2("tabular-mid", 100_000, 128, Learning.ADAM, 3.5, 100, 256, 128, 10),
    W3("mnist-mlp", 60_000, 128, Learning.MOMENTUM, 1.6, 784, 512, 256, 10),
    W4("wide", 8_192, 512, Learning.SGD, 1, 1024, 2048, 2048, 10),
    /** Convolutions of 20 and 50 filters of 5 × 5, each with a pool of 2, and 500 rectified units (LeCun et al. 1998, as Caffe has it). */
    W5("lenet", 10_000, 64, Learning.MOMENTUM, 2, 784, 10),
    /** w₁x³ + w₂x² + w₃x + w₄ through 100 points: a linear layer on x, x², x³. */
    W6("tiny-fit", 100, 100, Learning.GRADIENT_DESCENT, 40, 3, 1),
    /** 50 steps of two numbers through an LSTM of 32 units, whose last state a linear layer reads. */
    W8("memory", 10_000, 64, Learning.ADAM, 1.5, 100, 1);

    /** One output means mean squared error, several mean cross-entropy; gradient descent minimizes the sum of squares. */
    enum Learning {
        ADAM(0.001), MOMENTUM(0.01), SGD(0.01), GRADIENT_DESCENT(0.002);

        final double rate;

        Learning(double rate) {
            this.rate = rate;
        }
    }

    final String title;
    final int rows;
    final int batch;
    final Learning learning;
    /** What the project asks of itself: Descent's rate over that of DJL with PyTorch. */
    final double floor;
    final int[] widths;

    Workload(String title, int rows, int batch, Learning learning, double floor, int... widths) {
        this.title = title;
        this.rows = rows;
        this.batch = batch;
        this.learning = learning;
        this.floor = floor;
        this.widths = widths;
    }

    /** Of one row. */
    int[] shape() {
        return switch (this) {
            case W5 -> new int[] {1, 28, 28};
            case W8 -> new int[] {50, 2};
            case W1, W2, W3, W4, W6 -> new int[] {inputs()};
        };
    }

    int inputs() {
        return widths[0];
    }

    int outputs() {
        return widths[widths.length - 1];
    }

    /** Steps of an epoch; the last one may be smaller. */
    int steps() {
        return Math.ceilDiv(rows, batch);
    }

    /** What rates count: samples, or epochs where an epoch is one step. */
    double unitsPerStep() {
        return this == W6 ? 1 : rows / (double) steps();
    }

    String unit() {
        return this == W6 ? "epochs/s" : "samples/s";
    }

    /** Floating-point operations of the matrix products of one training sample; the first layer hands no gradient down. */
    double operations() {
        return switch (this) {
            case W5 -> 3 * forwardOperations() - 2.0 * 24 * 24 * 20 * 25;
            case W8 -> 3 * forwardOperations() - 2.0 * 50 * 128 * 2;
            case W1, W2, W3, W4, W6 -> 6.0 * weights() - 2.0 * widths[0] * widths[1];
        };
    }

    double forwardOperations() {
        return switch (this) {
            case W5 -> 2.0 * (24 * 24 * 20 * 25 + 8 * 8 * 50 * 25 * 20 + 800 * 500 + 500 * 10);
            case W8 -> 2.0 * (50 * 128 * (2 + 32) + 32);
            case W1, W2, W3, W4, W6 -> 2.0 * weights();
        };
    }

    private long weights() {
        long weights = 0;
        for (int i = 1; i < widths.length; i++) {
            weights += (long) widths[i - 1] * widths[i];
        }
        return weights;
    }

    String network() {
        return this == W5 ? "conv 5×5×20, pool 2, conv 5×5×50, pool 2, 500, 10" : this == W8 ? "LSTM 32 over 50 × 2, 1" : String.join("-", Arrays.stream(widths).mapToObj(Integer::toString).toList());
    }
}
