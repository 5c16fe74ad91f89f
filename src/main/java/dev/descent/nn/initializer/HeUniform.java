package dev.descent.nn.initializer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.kernel.CounterRandom;

/** Uniform in ±√(6/fanIn) (He et al. 2015). */
@JsonTypeName("heUniform")
public record HeUniform() implements Initializer {

    @Override
    public void fill(float[] values, int fanIn, int fanOut, CounterRandom random) {
        random.fillUniform(values, Math.sqrt(6.0 / fanIn));
    }
}
