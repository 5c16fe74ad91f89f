package dev.descent.model;

import dev.descent.nn.kernel.Function;
import dev.descent.nn.layer.ActivationLayer;
import dev.descent.nn.layer.Add;
import dev.descent.nn.layer.AvgPool1d;
import dev.descent.nn.layer.AvgPool2d;
import dev.descent.nn.layer.BatchNorm;
import dev.descent.nn.layer.Concat;
import dev.descent.nn.layer.Conv1d;
import dev.descent.nn.layer.Conv2d;
import dev.descent.nn.layer.Dense;
import dev.descent.nn.layer.Dropout;
import dev.descent.nn.layer.Embedding;
import dev.descent.nn.layer.FlattenLayer;
import dev.descent.nn.layer.Form;
import dev.descent.nn.layer.Gru;
import dev.descent.nn.layer.Layer;
import dev.descent.nn.layer.LayerNorm;
import dev.descent.nn.layer.Lstm;
import dev.descent.nn.layer.MaxPool1d;
import dev.descent.nn.layer.MaxPool2d;
import dev.descent.nn.layer.ParameterSpec;
import dev.descent.nn.layer.Reshape;
import dev.descent.nn.spec.Network;
import dev.descent.support.drawing.Diagram;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws a network: a box for each layer with its settings, tensors and width, an arrow for what it reads. */
final class NetworkDrawing {

    private static final String UNKNOWN = "?";

    private NetworkDrawing() {}

    static Diagram of(Network network) {
        var boxes = new ArrayList<>(List.of(new Diagram.Box(List.of(Network.INPUT, shape(network.input())), true)));
        var arrows = new ArrayList<Diagram.Arrow>();
        for (int i = 0; i < network.parts().size(); i++) {
            boxes.add(new Diagram.Box(label(network, i), false));
            for (int source : network.parts().get(i).sources()) {
                // The features, source −1, are the first box.
                arrows.add(new Diagram.Arrow(source + 1, i + 1, null));
            }
        }
        return new Diagram(boxes, arrows);
    }

    private static List<String> label(Network network, int position) {
        var part = network.parts().get(position);
        var lines = new ArrayList<String>();
        lines.add(part.layer().name());
        lines.add(settings(part.layer()));
        if (Summaries.isKnown(network, position)) {
            network.parameters(position).forEach(parameter -> lines.add(tensor(part.layer(), parameter)));
        }
        lines.add(shape(part.form()));
        return lines;
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
            case Conv1d conv -> words.add(conv.filters() + " filters of " + conv.kernel());
            case Conv2d conv -> words.add(conv.filters() + " filters of " + conv.kernel());
            case MaxPool1d pool -> words.add("windows of " + pool.kernel());
            case MaxPool2d pool -> words.add("windows of " + pool.kernel());
            case AvgPool1d pool -> words.add("windows of " + pool.kernel());
            case AvgPool2d pool -> words.add("windows of " + pool.kernel());
            case Embedding embedding -> words.add(embedding.vocabulary() + " entries");
            case Lstm lstm -> words.add(lstm.units() + " units");
            case Gru gru -> words.add(gru.units() + " units");
            case LayerNorm _, Add _, Concat _, FlattenLayer _, Reshape _ -> { }
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

    /** B rows of this form. */
    private static String shape(Form form) {
        return "[B, " + (form == null ? UNKNOWN : form.dims().stream().map(String::valueOf).collect(Collectors.joining(", "))) + "]";
    }
}
