package dev.descent.nn.graph;

import dev.descent.nn.kernel.Function;
import dev.descent.nn.kernel.Panels;
import java.util.Arrays;
import java.util.List;

/**
 * All gates and states of an LSTM (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000) step by step: i, f, o = σ, g = tanh of
 * x [B, T, 4 blocks] + h′·w + b with w [H, 4 blocks], b [4 blocks]; c = f·c′ + i·g; h = o·tanh(c). The value holds the {@link Gates} blocks i f g o c h.
 */
public record LstmStates(int units) implements Op {

    static final int INPUT = 0;
    static final int FORGET = 1;
    static final int CANDIDATE = 2;
    static final int OUTPUT = 3;
    static final int CELL = 4;
    static final int HIDDEN = 5;
    static final int BLOCKS = 6;

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.getFirst().shape().withColumns(BLOCKS * Gates.block(units));
    }

    /** Its gradients are those of {@link LstmHidden}. */
    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return Op.noDerivative(this);
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        var execution = binding.execution();
        var gates = new Gates(kernels, units, binding.positions(), execution.height);
        float[] s = binding.out();
        float[] x = binding.in(0);
        float[] w = binding.in(1);
        float[] bias = binding.in(2);
        float[] ones = new float[bias.length];
        Arrays.fill(ones, 1f);
        int wHeight = Panels.height(units);
        int columns = 4 * Gates.block(units);
        return part -> {
            int from = execution.rowFrom(part);
            int to = execution.rowTo(part);
            for (int t = 0; t < gates.positions() && to > from; t++) {
                gates.withBias(x, ones, bias, s, 4, t, from, to);
                if (t > 0) {
                    kernels.addProduct(s, gates.at(HIDDEN, 0, t - 1, from), gates.panel(), w, wHeight, s, gates.at(0, 0, t, from), gates.panel(), to - from, units,
                            columns);
                }
                gates.apply(Function.SIGMOID, s, INPUT, t, from, to);
                gates.apply(Function.SIGMOID, s, FORGET, t, from, to);
                gates.apply(Function.TANH, s, CANDIDATE, t, from, to);
                gates.apply(Function.SIGMOID, s, OUTPUT, t, from, to);
                for (int panel = 0; panel < gates.panels(); panel++) {
                    kernels.lstmCell(s, gates.at(INPUT, panel, t, from), gates.at(FORGET, panel, t, from), gates.at(CANDIDATE, panel, t, from),
                            t == 0 ? -1 : gates.at(CELL, panel, t - 1, from), gates.at(CELL, panel, t, from), gates.at(HIDDEN, panel, t, from),
                            (to - from) * Panels.WIDTH);
                }
                gates.apply(Function.TANH, s, HIDDEN, t, from, to);
                for (int panel = 0; panel < gates.panels(); panel++) {
                    kernels.multiplyStretch(s, gates.at(OUTPUT, panel, t, from), s, gates.at(HIDDEN, panel, t, from), (to - from) * Panels.WIDTH);
                }
            }
        };
    }
}
