package dev.descent.nn.initializer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.kernel.CounterRandom;

/** Normal with variance 1/fanIn (LeCun et al. 1998). */
@JsonTypeName("lecunNormal")
public record LecunNormal() implements Initializer {

    @Override
    public void fill(float[] values, int fanIn, int fanOut, CounterRandom random) {
        random.fillNormal(values, 0, Math.sqrt(1.0 / fanIn));
    }
}
