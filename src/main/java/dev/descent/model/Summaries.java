package dev.descent.model;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.model.ModelView.LayerSummary;
import dev.descent.model.ModelView.Summary;
import dev.descent.nn.layer.Layer;
import dev.descent.nn.spec.Formula;
import dev.descent.nn.spec.ModelSpec;
import dev.descent.nn.spec.Network;
import dev.descent.nn.spec.SpecLimits;
import dev.descent.nn.spec.SpecProblems;
import java.util.List;
import java.util.stream.IntStream;

/** Tells the shapes and sizes of a checked network. */
public final class Summaries {

    private Summaries() {}

    /** The layers of a model in which nothing is wrong or open, as a run trains it; none of a formula. */
    public static List<LayerSummary> layers(ModelSpec complete) {
        return switch (complete.check(ModelSpec.Surroundings.UNKNOWN, SpecLimits.NONE, "", new SpecProblems()).orElseThrow()) {
            case Network network -> of(network).layers();
            case Formula formula -> of(formula).layers();
        };
    }

    /** Null where the width of the input is open. */
    static Summary of(Network network) {
        if (network.input() == null) {
            return null;
        }
        var layers = IntStream.range(0, network.parts().size()).mapToObj(i -> layer(network, i)).toList();
        return new Summary(layers, network.isComplete() ? network.parameterCount() : null);
    }

    /** A formula has no layers. */
    static Summary of(Formula formula) {
        return new Summary(List.of(), formula.parameterCount());
    }

    /** The name that JSON gives this kind of layer. */
    static String type(Layer layer) {
        return layer.getClass().getAnnotation(JsonTypeName.class).value();
    }

    /** Whether all shapes of this layer are known. */
    static boolean isKnown(Network network, int position) {
        return network.parts().get(position).form() != null && !network.inputForms(position).contains(null);
    }

    private static LayerSummary layer(Network network, int position) {
        var part = network.parts().get(position);
        var shape = part.form() == null ? null : part.form().dims();
        return new LayerSummary(part.layer().name(), type(part.layer()), shape, isKnown(network, position) ? network.parameterCount(position) : null);
    }
}
