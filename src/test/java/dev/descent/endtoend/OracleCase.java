package dev.descent.endtoend;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One reference run, computed by PyTorch, said in the words of the API.
 *
 * @param name  of the file, and of the variant if it is one
 * @param given model, data, loss, optimizer and the rest, as the file has them
 */
record OracleCase(String name, JsonNode given) {

    /** The case of a file with one of its variants laid over it: overrides replace whole fields. */
    OracleCase variant(JsonNode variant) {
        var merged = (ObjectNode) given.deepCopy();
        variant.get("overrides").properties().forEach(field -> merged.set(field.getKey(), field.getValue()));
        merged.set("expected", variant.get("expected"));
        merged.set("tolerance", variant.get("tolerance"));
        return new OracleCase(name + "/" + variant.get("name").asString(), merged);
    }

    JsonNode expected() {
        return given.get("expected").get("float32");
    }

    JsonNode tolerance() {
        return given.get("tolerance").get("float32");
    }

    boolean isClassification() {
        return lossName().equals("cross_entropy");
    }

    String lossName() {
        return given.get("loss").get("name").asString();
    }

    int stepsPerEpoch() {
        return Math.ceilDiv(given.get("data").get("x").size(), given.get("batch_size").asInt());
    }

    List<String> features() {
        return numbered("x", Closeness.flat(given.get("data").get("x").get(0)).length);
    }

    List<String> targets() {
        return numbered("y", isClassification() ? 1 : given.get("data").get("y").get(0).size());
    }

    List<String> columns() {
        var columns = new ArrayList<>(features());
        columns.addAll(targets());
        return columns;
    }

    List<List<Double>> rows() {
        var rows = new ArrayList<List<Double>>();
        var y = given.get("data").get("y").iterator();
        for (var x : given.get("data").get("x")) {
            var row = new ArrayList<>(numbers(x));
            row.addAll(numbers(y.next()));
            rows.add(row);
        }
        return rows;
    }

    List<Map<String, Object>> featureRows() {
        return given.get("data").get("x").valueStream().map(row -> named(features(), numbers(row))).toList();
    }

    /** The body of POST /runs. The same rows serve for validation, so that valLoss is the full loss after each epoch. */
    Map<String, Object> request(String dataset) {
        var request = new LinkedHashMap<String, Object>();
        request.put("name", name);
        request.put("dataset", dataset);
        request.put("model", Map.of("inputShape", given.get("model").get("inputs").get(0).get("shape"), "layers", layers()));
        request.put("task", isClassification() ? "classification" : "regression");
        request.put("features", features());
        request.put("target", targets());
        request.put("preprocessing", Map.of("numeric", "none"));
        request.put("loss", loss());
        request.put("optimizer", optimizer());
        putIfGiven(request, "schedule", given.get("schedule"), OracleCase::schedule);
        putIfGiven(request, "regularization", given.get("regularization"), OracleCase::regularization);
        putIfGiven(request, "gradientClip", given.get("clipping"), OracleCase::gradientClip);
        request.put("epochs", given.get("epochs").asInt());
        request.put("batchSize", given.get("batch_size").asInt());
        request.put("shuffle", false);
        request.put("validation", Map.of("dataset", dataset));
        return request;
    }

    @Override
    public String toString() {
        return name;
    }

    private List<Map<String, Object>> layers() {
        var layers = new ArrayList<Map<String, Object>>();
        var outputOf = new LinkedHashMap<>(Map.of("x", "input"));
        for (var layer : given.get("model").get("layers")) {
            var name = layer.get("name").asString();
            var inputs = layer.get("inputs").valueStream().map(input -> outputOf.get(input.asString())).toList();
            var params = layer.path("activation_params");
            var activation = layer.path("activation").asString("identity");
            var said = new LinkedHashMap<String, Object>(Map.of("name", name, "inputs", inputs));
            switch (layer.get("kind").asString()) {
                case "linear" -> said.putAll(Map.of("type", "dense", "units", layer.get("out").asInt(), "bias", layer.get("bias").asBoolean(), "weights", layer.get("init")));
                case "dropout" -> said.putAll(Map.of("type", "dropout", "rate", layer.get("p").asDouble()));
                case "batch_norm" -> said.putAll(Map.of("type", "batchNorm", "epsilon", layer.get("eps"), "momentum", layer.get("momentum"), "weights", layer.get("init")));
                case "layer_norm" -> said.putAll(Map.of("type", "layerNorm", "epsilon", layer.get("eps"), "weights", layer.get("init")));
                case "conv1d", "conv2d" -> {
                    said.putAll(Map.of("type", layer.get("kind").asString(), "filters", layer.get("out_channels"), "kernel", layer.get("kernel"), "stride", layer.get("stride"),
                            "padding", layer.get("padding"), "bias", layer.get("bias"), "weights", layer.get("init")));
                }
                case "max_pool1d", "max_pool2d", "avg_pool2d" -> said.putAll(Map.of("type", layer.get("kind").asString().replace("_p", "P"), "kernel", layer.get("kernel"), "stride", layer.get("stride")));
                case "embedding" -> said.putAll(Map.of("type", "embedding", "vocabulary", layer.get("num"), "dimension", layer.get("dim"), "weights", layer.get("init")));
                case "lstm", "gru" -> said.putAll(Map.of("type", layer.get("kind"), "units", layer.get("hidden"), "returnSequences", layer.get("return").asString().equals("sequence"), "weights", layer.get("init")));
                case "flatten" -> said.put("type", "flatten");
                case "add", "concat" -> said.put("type", layer.get("kind").asString());
                case String other -> throw new IllegalArgumentException("no such layer in this slice: " + other);
            }
            layers.add(said);
            outputOf.put(name, name);
            if (params.isEmpty()) {
                said.put("activation", activation(activation));
            } else {
                layers.add(activationLayer(name, activation, params));
                outputOf.put(name, name + "_activation");
            }
        }
        return layers;
    }

    private static Map<String, Object> activationLayer(String after, String activation, JsonNode params) {
        var layer = new LinkedHashMap<String, Object>(Map.of("type", "activation", "name", after + "_activation", "inputs", List.of(after)));
        layer.putAll(activationFunction(activation, params));
        return layer;
    }

    /** "function" and its parameter, as the activation layer has them. */
    static Map<String, Object> activationFunction(String activation, JsonNode params) {
        var function = new LinkedHashMap<String, Object>(Map.of("function", activation(activation)));
        if (params.has("negative_slope")) function.put("slope", params.get("negative_slope"));
        if (params.has("alpha")) function.put("alpha", params.get("alpha"));
        return function;
    }

    private static String activation(String name) {
        return switch (name) {
            case "identity" -> "linear";
            case "leaky_relu" -> "leakyRelu";
            case "gelu_tanh" -> "geluTanh";
            default -> name;
        };
    }

    private Map<String, Object> loss() {
        var params = given.get("loss").get("params");
        return switch (lossName()) {
            case "huber" -> Map.of("type", "huber", "delta", params.get("delta"));
            case "bce_with_logits" -> Map.of("type", "binaryCrossEntropy");
            case "cross_entropy" -> params.isEmpty() ? Map.of("type", "crossEntropy") : Map.of("type", "crossEntropy", "classWeights", params.get("class_weights"));
            case String same -> Map.of("type", same);
        };
    }

    private Map<String, Object> optimizer() {
        var optimizer = given.get("optimizer");
        var said = new LinkedHashMap<String, Object>();
        said.put("type", optimizer.get("name").asString());
        said.put("learningRate", optimizer.get("learning_rate"));
        var names = Map.of("alpha", "momentum", "gamma", "decay", "epsilon", "epsilon", "beta1", "beta1", "beta2", "beta2", "weight_decay", "weightDecay");
        names.forEach((theirs, ours) -> putIfGiven(said, ours, optimizer.get(theirs), value -> value));
        if (optimizer.get("name").asString().equals("adadelta")) said.put("unitCorrection", optimizer.get("form").asString().equals("zeiler"));
        return said;
    }

    private static Object schedule(JsonNode schedule) {
        return switch (schedule.get("kind").asString()) {
            case "step" -> Map.of("type", "step", "everyEpochs", schedule.get("step_size"), "factor", schedule.get("gamma"));
            case "exponential" -> Map.of("type", "exponential", "factor", schedule.get("gamma"));
            case "cosine" -> Map.of("type", "cosine", "periodEpochs", schedule.get("t_max"), "minimum", schedule.get("eta_min"));
            case "linear_warmup" -> Map.of("type", "linearWarmup", "steps", schedule.get("warmup"), "startFactor", schedule.get("start_factor"));
            case String other -> throw new IllegalArgumentException("no such schedule: " + other);
        };
    }

    private static Object regularization(JsonNode regularization) {
        var penalty = regularization.has("l1") ? "l1" : "l2";
        return Map.of(penalty, regularization.get(penalty), "applyTo", regularization.get("apply_to"));
    }

    private static Object gradientClip(JsonNode clipping) {
        return Map.of("type", clipping.get("kind").asString().equals("value") ? "value" : "norm", "max", clipping.get("limit"));
    }

    private static void putIfGiven(Map<String, Object> request, String name, JsonNode value, Function<JsonNode, Object> translation) {
        if (value != null && !value.isNull()) request.put(name, translation.apply(value));
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toList();
    }

    private static List<Double> numbers(JsonNode numberOrList) {
        return DoubleStream.of(Closeness.flat(numberOrList)).boxed().toList();
    }

    private static Map<String, Object> named(List<String> names, List<Double> values) {
        return IntStream.range(0, names.size()).boxed().collect(toMap(names::get, values::get));
    }
}
