package dev.descent.nn.graph;

import dev.descent.nn.kernel.Panels;
import java.util.List;

/** y [B,N] = x [B,K] · w [K,N], plus a bias b [N] where there is a third input; at every position alike. */
public record Product() implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        var x = inputs.get(0).shape();
        var w = inputs.get(1).shape();
        if (!x.perRow() || w.perRow() || x.columns() != w.dims().get(0)) {
            throw new IllegalArgumentException("cannot multiply " + x + " by " + w);
        }
        return x.withColumns(w.dims().get(1));
    }

    /** dx = dy · wᵀ, dw = xᵀ · dy; the bias has been added to every row, so its gradient is the sum of dy over the rows. */
    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        Node dx = graph.add(new Product(), gradient, graph.transpose(node.input(1)));
        Node dw = graph.add(new TransposedProduct(), node.input(0), gradient);
        return node.inputs().size() == 2 ? List.of(dx, dw) : List.of(dx, dw, graph.add(new ColumnSums(), gradient));
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        float[] out = binding.out();
        float[] x = binding.in(0);
        float[] w = binding.in(1);
        float[] bias = binding.in().length == 3 ? binding.in(2) : new float[Panels.size(binding.columns())];
        int inner = binding.columns(0);
        int columns = binding.columns();
        int height = binding.height();
        return binding.byRows((from, to) -> kernels.product(x, w, bias, out, height, from, to, inner, columns, binding.finish()));
    }
}
