package dev.descent.nn.initializer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.kernel.CounterRandom;

/** Normal with variance 2/fanIn (He et al. 2015). */
@JsonTypeName("heNormal")
public record HeNormal() implements Initializer {

    @Override
    public void fill(float[] values, int fanIn, int fanOut, CounterRandom random) {
        random.fillNormal(values, 0, Math.sqrt(2.0 / fanIn));
    }
}
