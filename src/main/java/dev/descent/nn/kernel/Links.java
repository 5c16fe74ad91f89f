package dev.descent.nn.kernel;

/**
 * What a sliding window joins: result j is made of the pairs [starts(j), starts(j + 1)), in this order.
 *
 * @param first  of each pair the position in the first factor
 * @param second of each pair the position in the second factor, or the place in the window that the weights are for
 */
public record Links(int[] starts, int[] first, int[] second) {

    public int results() {
        return starts.length - 1;
    }
}
