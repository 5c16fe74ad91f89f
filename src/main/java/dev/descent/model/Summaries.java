package dev.descent.model;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.model.ModelView.LayerSummary;
import dev.descent.model.ModelView.Summary;
import dev.descent.nn.layer.Layer;
import dev.descent.nn.spec.Formula;
import dev.descent.nn.spec.Network;
import java.util.List;
import java.util.stream.IntStream;

/** Tells the shapes and sizes of a checked network. */
final class Summaries {

    private Summaries() {}

    /** Null where the width of the input is open. */
    static Summary of(Network network) {
        if (network.inputWidth() == null) {
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
        return network.parts().get(position).width() != null && !network.inputWidths(position).contains(null);
    }

    private static LayerSummary layer(Network network, int position) {
        var part = network.parts().get(position);
        var shape = part.width() == null ? null : List.of(part.width());
        return new LayerSummary(part.layer().name(), type(part.layer()), shape, isKnown(network, position) ? network.parameterCount(position) : null);
    }
}
