package dev.descent.nn.spec;

import dev.descent.nn.kernel.Function;
import dev.descent.nn.layer.ActivationLayer;
import dev.descent.nn.layer.Dense;
import dev.descent.nn.layer.FlattenLayer;
import dev.descent.nn.layer.Form;
import dev.descent.nn.layer.Layer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Shape inference: turns a {@link NetworkSpec} into a {@link Network}, or tells everything that stands in the way. */
public final class NetworkChecker {

    private static final String CODE = "invalid-model-spec";
    private static final int MOST_DIMS = 3;
    /** Per row between two layers, position by position. */
    private static final int MOST_NUMBERS = 1 << 24;

    private final NetworkSpec spec;
    private final SpecLimits limits;
    private final String pointer;
    private final SpecProblems problems;
    private final List<Layer> layers;
    private final Map<String, Integer> positions = new HashMap<>();
    private final List<Network.Part> parts = new ArrayList<>();

    /** @param pointer place of the specification in the body, such as {@code /model}, or empty */
    public NetworkChecker(NetworkSpec spec, SpecLimits limits, String pointer, SpecProblems problems) {
        this.spec = spec;
        this.limits = limits;
        this.pointer = pointer;
        this.problems = problems;
        this.layers = spec.layers() == null ? List.of(new Dense(null, null, null, null, null, null, null)) : spec.layers();
    }

    /**
     * @param inputWidth  width of the features; null where only the specification's own inputShape counts
     * @param outputWidth width that the target asks of a last dense layer without units; null where that stays open
     * @return empty if anything is wrong
     */
    public Optional<Network> check(Integer inputWidth, Integer outputWidth) {
        var own = new SpecProblems();
        if (layers.isEmpty() || layers.size() > limits.layers()) {
            own.add(pointer + "/layers", CODE, "must have from 1 to " + limits.layers() + " layers (has " + layers.size() + ")");
        } else {
            Form input = input(inputWidth, own);
            for (int i = 0; i < layers.size(); i++) {
                place(i, input, outputWidth, own);
            }
            checkAllAreUsed(own);
            if (own.isEmpty()) {
                checkSize(new Network(input, parts), own);
            }
            if (own.isEmpty()) {
                return Optional.of(new Network(input, List.copyOf(parts)));
            }
        }
        own.all().forEach(problems::add);
        return Optional.empty();
    }

    private Form input(Integer inputWidth, SpecProblems own) {
        var shape = spec.inputShape();
        var given = inputWidth == null ? null : Form.flat(inputWidth);
        if (shape == null) {
            return given;
        }
        long size = shape.stream().anyMatch(dim -> dim == null || dim < 1) ? 0 : shape.stream().mapToLong(Integer::longValue).reduce(1, Exactly::product);
        if (shape.isEmpty() || shape.size() > MOST_DIMS || size < 1 || size > limits.width()) {
            own.add(pointer + "/inputShape", CODE, "must be from 1 to " + MOST_DIMS + " sizes of at most " + limits.width() + " numbers together, such as [4] or [1, 28, 28] (was " + shape + ")");
            return given;
        }
        if (inputWidth != null && inputWidth != size) {
            own.add(pointer + "/inputShape", CODE, "must be [" + inputWidth + "], the width of the features after preprocessing, or sizes with that product (was " + shape + ")");
            return given;
        }
        return new Form(shape, false);
    }

    private void place(int i, Form input, Integer outputWidth, SpecProblems own) {
        Layer layer = layers.get(i);
        String place = pointer + "/layers/" + i;
        if (layer == null) {
            own.add(place, "invalid-type", "must be a layer");
            positions.put("layer" + (i + 1), i);
            parts.add(new Network.Part(new ActivationLayer("layer" + (i + 1), null, Function.LINEAR, null, null, null), List.of(), null));
            return;
        }
        String name = layer.name() == null ? "layer" + (i + 1) : layer.name();
        var inputNames = layer.inputs() == null ? List.of(i == 0 ? Network.INPUT : parts.get(i - 1).layer().name()) : layer.inputs();
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            own.add(place + "/name", CODE, "must not hold control characters");
        }
        var sources = sources(layer, inputNames, place, own);
        Integer open = i == lastDense() ? outputWidth : null;
        Layer resolved = layer.resolved(name, inputNames, isRectified(i), open);
        if (resolved instanceof Dense dense && dense.units() == null && i != lastDense()) {
            own.add(place + "/units", "missing-property", "is required in every dense layer but the last");
        }
        var forms = new ArrayList<Form>();
        sources.forEach(source -> forms.add(source < 0 ? input : parts.get(source).form()));
        Form form = forms.isEmpty() ? null : form(resolved, forms, place, own);
        if (positions.putIfAbsent(name, i) != null || name.equals(Network.INPUT)) {
            own.add(place + "/name", CODE, "must be unique and not \"" + Network.INPUT + "\" (was \"" + name + "\")");
        }
        parts.add(new Network.Part(resolved, sources, form));
    }

    private List<Integer> sources(Layer layer, List<String> names, String place, SpecProblems own) {
        if (layer.joins() ? layer.inputs() == null || names.size() < 2 : names.size() != 1) {
            own.add(place + "/inputs", CODE, layer.joins() ? "must name two or more layers" : "must name one layer (names " + names.size() + ")");
        }
        var sources = new ArrayList<Integer>();
        for (int i = 0; i < names.size(); i++) {
            Integer source = Network.INPUT.equals(names.get(i)) ? Integer.valueOf(-1) : positions.get(names.get(i));
            if (source == null) {
                own.add(place + "/inputs" + (layer.inputs() == null ? "" : "/" + i), CODE, "must name an earlier layer (was \"" + names.get(i) + "\")");
            } else {
                sources.add(source);
            }
        }
        return sources;
    }

    /** One line of numbers is limited by its width, an image or a sequence by what fits into memory. */
    private Form form(Layer layer, List<Form> inputs, String place, SpecProblems own) {
        try {
            var form = layer.form(inputs, (below, code, detail) -> own.add(place + below, code, detail));
            int most = form == null || form.rank() == 1 && !(layer instanceof FlattenLayer) ? limits.width() : Math.max(limits.width(), MOST_NUMBERS);
            if (form != null && form.size() > most) {
                own.add(place + (layer instanceof Dense ? "/units" : ""), "model-too-large", "must be at most " + most + " wide (was " + form.size() + ")",
                        new Excess(most, form.size(), Map.of()));
            }
            return form;
        } catch (ArithmeticException e) {
            own.add(place, "model-too-large", "must be at most " + MOST_NUMBERS + " wide (was beyond any int)", new Excess(MOST_NUMBERS, Integer.MAX_VALUE, Map.of()));
            return null;
        }
    }

    private int lastDense() {
        int last = layers.size() - 1;
        while (last >= 0 && !(layers.get(last) instanceof Dense)) {
            last--;
        }
        return last;
    }

    /** Whether the layer's own activation, or the activation layer right behind it, is of the ReLU family. */
    private boolean isRectified(int i) {
        Function own = layers.get(i).activation();
        if (own != Function.LINEAR || i + 1 == layers.size()) {
            return own.isRectifier();
        }
        return layers.get(i + 1) instanceof ActivationLayer next && next.inputs() == null && next.function().isRectifier();
    }

    private void checkAllAreUsed(SpecProblems own) {
        var used = new HashSet<Integer>();
        parts.forEach(part -> used.addAll(part.sources()));
        for (int i = 0; i < parts.size() - 1; i++) {
            if (!used.contains(i)) {
                own.add(pointer + "/layers/" + i, CODE, "is read by no later layer, so it cannot reach the output");
            }
        }
    }

    private void checkSize(Network network, SpecProblems own) {
        var counts = new LinkedHashMap<String, Long>();
        for (int i = 0; i < parts.size(); i++) {
            // What is not known yet can only add to it.
            if (parts.get(i).form() != null && network.inputForms(i).stream().allMatch(Objects::nonNull)) {
                counts.put(parts.get(i).layer().name(), count(network, i));
            }
        }
        long parameters = Exactly.sum(counts.values());
        if (parameters > limits.parameters()) {
            own.add(pointer + "/layers", "model-too-large", "must have at most " + limits.parameters() + " parameters (has " + parameters + ")",
                    new Excess(limits.parameters(), parameters, counts));
        }
    }

    private static long count(Network network, int position) {
        try {
            return network.parameterCount(position);
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }
}
