package dev.descent.nn.train.diagnosis;

import dev.descent.nn.train.LayerFigures;
import dev.descent.nn.train.diagnosis.Finding.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Gradients that shrink or grow on their way from the loss back to the input (Hochreiter 1991; Glorot and Bengio 2010). Layers differ in
 * size, so what is compared is the root mean square over the parameters of a layer, with that of the last one.
 */
record GradientFlow() implements Check {

    /** Within a healthy network layers differ by a factor of ten to a hundred. */
    private static final double FACTOR = 1000;

    @Override
    public List<Finding> findings(Recorded recorded) {
        var layers = recorded.layers().stream().filter(layer -> layer.gradientNorm() != null && layer.parameters() > 0).toList();
        var findings = new ArrayList<Finding>();
        for (var layer : layers) {
            double own = size(layer);
            double last = size(layers.getLast());
            if (!Double.isFinite(own) || own > FACTOR * last && last > 0) {
                findings.add(exploding(recorded, layer, own, layers.getLast(), last));
            } else if (own * FACTOR < last) {
                findings.add(new Finding(Code.VANISHING_GRADIENT, layer.name(), compared(layer, own, layers.getLast(), last),
                        "This layer hardly learns: use relu or one of its family instead of sigmoid or tanh, batchNorm, fewer layers, or the default initializer.", null));
            }
        }
        return findings;
    }

    private static Finding exploding(Recorded recorded, LayerFigures layer, double own, LayerFigures reference, double last) {
        return new Finding(Code.EXPLODING_GRADIENT, layer.name(), compared(layer, own, reference, last),
                "Bound the gradient with gradientClip, use the default initializer or batchNorm.",
                recorded.spec().gradientClip() == null ? Map.of("gradientClip", Map.of("type", "norm", "max", 1.0)) : null);
    }

    private static String compared(LayerFigures layer, double own, LayerFigures reference, double last) {
        return "The gradient of a parameter of the layer \"" + layer.name() + "\" is about " + Text.of(own) + ", and " + Text.of(last) + " in the layer \"" + reference.name() + "\".";
    }

    private static double size(LayerFigures layer) {
        return layer.gradientNorm() / Math.sqrt(layer.parameters());
    }
}
