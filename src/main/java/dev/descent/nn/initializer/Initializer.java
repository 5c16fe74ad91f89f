package dev.descent.nn.initializer;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.descent.nn.kernel.CounterRandom;

/** How a weight tensor starts. Each value is a function of (seed, tensor, index), so the order of drawing is free. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Initializer
        permits Zeros, ConstantValue, Uniform, Normal, XavierUniform, XavierNormal, HeUniform, HeNormal, LecunNormal {

    /**
     * @param values tensor to fill [n]
     * @param fanIn  inputs that one unit reads
     * @param fanOut units that read one input
     * @param random draws that belong to this tensor alone
     */
    void fill(float[] values, int fanIn, int fanOut, CounterRandom random);
}
