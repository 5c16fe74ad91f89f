package dev.descent.nn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.nn.kernel.Finish;
import dev.descent.nn.kernel.Panels;
import dev.descent.nn.kernel.ScalarKernels;
import java.util.Arrays;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class DropoutTest {

    private static final int WIDTH = 1000;

    @Test
    void no_two_of_seed_layer_and_step_share_a_mask() {
        var masks = new HashSet<String>();
        for (long seed : new long[] {0, 1, 42, 43}) {
            for (int layer = 0; layer < 4; layer++) {
                for (long step = 0; step < 4; step++) {
                    masks.add(Arrays.toString(dropped(0.5, seed, layer, step)));
                }
            }
        }
        assertThat(masks).hasSize(4 * 4 * 4);
    }

    /** Standard deviation of the share that is dropped: √(0.25·0.75/1000) = 0.014; the mean of the output stays 1. */
    @Test
    void the_asked_share_is_dropped_and_the_rest_scaled() {
        float[] out = dropped(0.25, 7, 0, 0);
        int zeros = 0;
        for (float value : out) {
            assertThat(value).isIn(0f, (float) (1 / 0.75));
            zeros += value == 0 ? 1 : 0;
        }
        assertThat(zeros / (double) WIDTH).isCloseTo(0.25, within(4 * 0.014));
    }

    private static float[] dropped(double rate, long seed, int layer, long step) {
        var graph = new GraphBuilder();
        Node x = graph.source(Source.Kind.FEATURES, "x", Shape.rows(WIDTH));
        Node y = graph.add(new Dropout(rate, layer), x);
        float[] ones = new float[Panels.size(1, WIDTH)];
        Arrays.fill(ones, 1f);
        float[] out = new float[ones.length];
        var execution = new Execution(1, 1);
        execution.rows = 1;
        execution.seed = seed;
        execution.step = step;
        y.op().bind(new Binding(new ScalarKernels(), execution, y, new float[][] {ones}, out, Finish.NOTHING)).run(0);
        float[] row = new float[WIDTH];
        Panels.unpack(out, execution.height, 1, WIDTH, row, 0);
        return row;
    }
}
