package dev.descent.nn.graph;

import dev.descent.nn.kernel.Function;
import dev.descent.nn.kernel.Panels;
import java.util.Arrays;
import java.util.List;

/** The gradients [B, T, 4 blocks] in front of the gates of {@link LstmStates}, from the states, wᵀ [4 blocks, H] and dh [B, T, H], last step first. */
public record LstmGradient(int units) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.getFirst().shape().withColumns(4 * Gates.block(units));
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return Op.noSecondDerivative(this);
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        var execution = binding.execution();
        var gates = new Gates(kernels, units, binding.positions(), execution.height);
        var step = new Gates(kernels, units, 1, execution.height);
        float[] d = binding.out();
        float[] s = binding.in(0);
        float[] w = binding.in(1);
        float[] given = binding.in(2);
        int inner = 4 * Gates.block(units);
        int wHeight = Panels.height(inner);
        float[] dh = new float[step.panels() * step.panel()];
        float[] dc = new float[dh.length];
        float[] curved = new float[dh.length];
        return part -> {
            int from = execution.rowFrom(part);
            int to = execution.rowTo(part);
            int n = (to - from) * Panels.WIDTH;
            for (int panel = 0; panel < step.panels(); panel++) {
                Arrays.fill(dc, step.at(0, panel, 0, from), step.at(0, panel, 0, to), 0f);
            }
            for (int t = gates.positions() - 1; t >= 0 && n > 0; t--) {
                for (int panel = 0; panel < step.panels(); panel++) {
                    int at = step.at(0, panel, 0, from);
                    System.arraycopy(given, gates.at(0, panel, t, from), dh, at, n);
                    System.arraycopy(s, gates.at(LstmStates.CELL, panel, t, from), curved, at, n);
                }
                if (t < gates.positions() - 1) {
                    kernels.addProduct(d, gates.at(0, 0, t + 1, from), gates.panel(), w, wHeight, dh, step.at(0, 0, 0, from), step.panel(), to - from, inner, units);
                }
                step.apply(Function.TANH, curved, 0, 0, from, to);
                for (int panel = 0; panel < step.panels(); panel++) {
                    kernels.lstmCellGradient(s, gates.at(LstmStates.INPUT, panel, t, from), gates.at(LstmStates.FORGET, panel, t, from),
                            gates.at(LstmStates.CANDIDATE, panel, t, from), gates.at(LstmStates.OUTPUT, panel, t, from),
                            t == 0 ? -1 : gates.at(LstmStates.CELL, panel, t - 1, from), curved, dh, dc, step.at(0, panel, 0, from), d, gates.at(0, panel, t, from),
                            gates.at(1, panel, t, from), gates.at(2, panel, t, from), gates.at(3, panel, t, from), n);
                }
            }
        };
    }
}
