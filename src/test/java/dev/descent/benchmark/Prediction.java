package dev.descent.benchmark;

/** A trained network that is asked for predictions. */
interface Prediction {

    String name();

    /** Predicts this row; whatever it takes from Java numbers to Java numbers. */
    void one(int row);

    /** Predicts the first {@code count} rows at once. */
    void many(int count);
}
