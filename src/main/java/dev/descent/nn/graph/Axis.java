package dev.descent.nn.graph;

/**
 * A window that slides along one axis, over zeros at both ends. A window that would reach beyond them is left out.
 *
 * @param in      positions
 * @param out     of windows
 * @param kernel  places in a window
 * @param stride  between two windows
 * @param padding zeros in front
 */
public record Axis(int in, int out, int kernel, int stride, int padding) {

    /** A single position. */
    static final Axis NONE = new Axis(1, 1, 1, 1, 0);

    /** With as many zeros behind as in front. */
    public static Axis of(int in, int kernel, int stride, int padding) {
        return new Axis(in, Math.floorDiv(in + 2 * padding - kernel, stride) + 1, kernel, stride, padding);
    }

    /** The position that a place in a window stands at; one outside of [0, in) is a zero. */
    int source(int window, int place) {
        return window * stride + place - padding;
    }

    boolean holds(int position) {
        return position >= 0 && position < in;
    }
}
