package dev.descent.worker;

import dev.descent.nn.spec.ModelSpec;
import dev.descent.nn.spec.TrainingSpec;
import dev.descent.nn.train.TrainingData;

/** What a claimed run trains, read and encoded. */
record Training(ModelSpec model, TrainingSpec spec, TrainingData data) implements AutoCloseable {

    @Override
    public void close() {
        data.close();
    }
}
