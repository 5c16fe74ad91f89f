package dev.descent.nn.graph;

import dev.descent.nn.kernel.Function;
import dev.descent.nn.kernel.Panels;
import java.util.Arrays;
import java.util.List;

/**
 * All gates and states of a GRU (Cho et al. 2014, with the reset gate behind the product) step by step: r, z = σ of x + h′·w + b in the first two blocks;
 * q = h′·w + b in the third; n = tanh(x + r·q); h = n + z·(h′ − n), with x [B, T, 3 blocks], w [H, 3 blocks], b [3 blocks]. The value holds the
 * {@link Gates} blocks r z q n h.
 */
public record GruStates(int units) implements Op {

    static final int RESET = 0;
    static final int UPDATE = 1;
    static final int RECURRENT = 2;
    static final int CANDIDATE = 3;
    static final int HIDDEN = 4;
    static final int BLOCKS = 5;

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.getFirst().shape().withColumns(BLOCKS * Gates.block(units));
    }

    /** Its gradients are those of {@link GruHidden}. */
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
        int block = Gates.block(units);
        // The third block begins without x.
        float[] factor = new float[3 * block];
        Arrays.fill(factor, 0, 2 * block, 1f);
        int wHeight = Panels.height(units);
        return part -> {
            int from = execution.rowFrom(part);
            int to = execution.rowTo(part);
            int n = (to - from) * Panels.WIDTH;
            for (int t = 0; t < gates.positions() && n > 0; t++) {
                gates.withBias(x, factor, bias, s, 3, t, from, to);
                if (t > 0) {
                    kernels.addProduct(s, gates.at(HIDDEN, 0, t - 1, from), gates.panel(), w, wHeight, s, gates.at(0, 0, t, from), gates.panel(), to - from, units,
                            3 * block);
                }
                gates.apply(Function.SIGMOID, s, RESET, t, from, to);
                gates.apply(Function.SIGMOID, s, UPDATE, t, from, to);
                for (int panel = 0; panel < gates.panels(); panel++) {
                    kernels.gruCandidate(x, gates.at(2, panel, t, from), s, gates.at(RESET, panel, t, from), gates.at(RECURRENT, panel, t, from),
                            gates.at(CANDIDATE, panel, t, from), n);
                }
                gates.apply(Function.TANH, s, CANDIDATE, t, from, to);
                for (int panel = 0; panel < gates.panels(); panel++) {
                    kernels.gruCell(s, gates.at(UPDATE, panel, t, from), gates.at(CANDIDATE, panel, t, from), t == 0 ? -1 : gates.at(HIDDEN, panel, t - 1, from),
                            gates.at(HIDDEN, panel, t, from), n);
                }
            }
        };
    }
}
