package dev.descent.nn.initializer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.kernel.CounterRandom;
import java.util.Arrays;

/** All values 0. */
@JsonTypeName("zeros")
public record Zeros() implements Initializer {

    @Override
    public void fill(float[] values, int fanIn, int fanOut, CounterRandom random) {
        Arrays.fill(values, 0f);
    }
}
