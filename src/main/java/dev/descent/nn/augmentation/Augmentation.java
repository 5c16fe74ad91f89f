package dev.descent.nn.augmentation;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * Changes a training row a little each time it is read, as the data could have been. A function of the seed, the step and the row's place in its batch alone,
 * so there is nothing to save, and any thread may do it. Works on the numbers as the network reads them: what comes in from outside is 0.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Augmentation permits Flip, Shift, Crop, Rotate, Noise, TimeShift {

    /**
     * @param dims of a row; null where they are not known
     * @return what it would need; null where it fits
     */
    String misfit(List<Integer> dims);

    /**
     * @param row   the numbers, row-major; replaced
     * @param spare of the same length
     * @param key   of random numbers for this row alone, see {@link dev.descent.nn.kernel.CounterRandom}
     */
    void apply(float[] row, float[] spare, List<Integer> dims, long key);
}
