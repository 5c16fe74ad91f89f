package dev.descent.model;

import dev.descent.nn.kernel.Function;
import dev.descent.nn.layer.ActivationLayer;
import dev.descent.nn.layer.Add;
import dev.descent.nn.layer.BatchNorm;
import dev.descent.nn.layer.Concat;
import dev.descent.nn.layer.Dense;
import dev.descent.nn.layer.Dropout;
import dev.descent.nn.layer.Layer;
import dev.descent.nn.layer.LayerNorm;
import dev.descent.nn.layer.ParameterSpec;
import dev.descent.nn.spec.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws a network as a Mermaid flowchart: a box for each layer with its settings and tensors, an arrow for what it reads. */
final class Mermaid {

    private static final String UNKNOWN = "?";

    private Mermaid() {}

    static String flowchart(Network network) {
        var lines = new ArrayList<String>();
        lines.add("flowchart TD");
        lines.add("    input([\"" + escaped(Network.INPUT) + "<br/>" + shape(network.inputWidth()) + "\"])");
        for (int i = 0; i < network.parts().size(); i++) {
            lines.add("    " + id(i) + "[\"" + label(network, i) + "\"]");
        }
        for (int i = 0; i < network.parts().size(); i++) {
            for (int source : network.parts().get(i).sources()) {
                lines.add("    " + (source < 0 ? "input" : id(source)) + " --> " + id(i));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String label(Network network, int position) {
        var part = network.parts().get(position);
        var lines = new ArrayList<String>();
        lines.add(escaped(part.layer().name()));
        lines.add(settings(part.layer()));
        if (Summaries.isKnown(network, position)) {
            network.parameters(position).forEach(parameter -> lines.add(tensor(part.layer(), parameter)));
        }
        lines.add(shape(part.width()));
        return String.join("<br/>", lines);
    }

    /** Its type, the numbers it was given, and its activation. */
    private static String settings(Layer layer) {
        var words = new ArrayList<String>();
        words.add(Summaries.type(layer));
        switch (layer) {
            case Dense dense -> words.add((dense.units() == null ? UNKNOWN : dense.units()) + " units");
            case ActivationLayer activation -> words.add(function(activation));
            case Dropout dropout -> words.add("rate " + dropout.rate());
            case BatchNorm norm -> words.add("momentum " + norm.momentum());
            case LayerNorm _, Add _, Concat _ -> { }
        }
        if (layer.activation() != Function.LINEAR) {
            words.add(name(layer.activation()));
        }
        return String.join(", ", words);
    }

    private static String function(ActivationLayer layer) {
        var parameter = layer.slope() == null ? layer.alpha() : layer.slope();
        return name(layer.function()) + (parameter == null ? "" : " " + parameter);
    }

    /** As in JSON: LEAKY_RELU is leakyRelu. */
    private static String name(Function function) {
        var words = function.name().toLowerCase(Locale.ROOT).split("_");
        return words[0] + List.of(words).stream().skip(1)
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1)).collect(Collectors.joining());
    }

    private static String tensor(Layer layer, ParameterSpec parameter) {
        return parameter.name().substring(layer.name().length() + 1) + " " + parameter.dims();
    }

    /** B rows of so many numbers. */
    private static String shape(Integer width) {
        return "[B, " + (width == null ? UNKNOWN : width) + "]";
    }

    private static String id(int position) {
        return "layer" + (position + 1);
    }

    /** Everything that could end a label or start markup stands as its code point, in Mermaid's own notation. */
    private static String escaped(String text) {
        return text.codePoints()
                .mapToObj(c -> Character.isLetterOrDigit(c) || " ._-".indexOf(c) >= 0 ? Character.toString(c) : "#" + c + ";")
                .collect(Collectors.joining());
    }
}
