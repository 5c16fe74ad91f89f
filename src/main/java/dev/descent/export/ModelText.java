package dev.descent.export;

import dev.descent.nn.data.Encoding;
import dev.descent.nn.data.Preprocessing;
import dev.descent.nn.train.CheckpointFormat;
import dev.descent.run.LoadedCheckpoint;
import dev.descent.support.StrictJson;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** All that a state is but its weights, as JSON: what it is trained to do, how columns become numbers, and where it comes from. */
@Component
class ModelText {

    private static final String FORMAT = "descent-model";
    private static final int VERSION = 1;

    private final StrictJson json;

    ModelText(StrictJson json) {
        this.json = json;
    }

    ObjectNode of(String run, LoadedCheckpoint loaded) {
        var text = JsonNodeFactory.instance.objectNode();
        text.put("format", FORMAT).put("version", VERSION).put("run", run).put("epoch", loaded.view().epoch()).put("checkpoint", loaded.view().kind().name());
        text.put("weightsDigest", loaded.checkpoint().model().weightsDigest()).put("numericsVersion", CheckpointFormat.NUMERICS_VERSION);
        text.set("model", json.write(loaded.model()));
        text.set("training", json.write(loaded.spec()));
        var preprocessing = text.putObject("preprocessing");
        var features = preprocessing.putArray("features");
        loaded.checkpoint().preprocessing().features().forEach(encoding -> features.add(write(encoding)));
        var targets = preprocessing.putArray("targets");
        loaded.checkpoint().preprocessing().targets().forEach(encoding -> targets.add(write(encoding)));
        return text;
    }

    private static ObjectNode write(Encoding encoding) {
        var node = JsonNodeFactory.instance.objectNode().put("column", encoding.column());
        return switch (encoding) {
            case Encoding.Scaled scaled -> {
                node.put("type", "scaled").put("shift", scaled.shift()).put("scale", scaled.scale());
                yield Double.isNaN(scaled.missing()) ? node.putNull("missing") : node.put("missing", scaled.missing());
            }
            case Encoding.OneHot oneHot -> list(node.put("type", "oneHot"), "categories", oneHot.categories());
            case Encoding.Index index -> list(node.put("type", "index"), "categories", index.categories());
            case Encoding.Classes classes -> list(node.put("type", "classes").put("numeric", classes.numeric()), "labels", classes.labels());
        };
    }

    private static ObjectNode list(ObjectNode node, String name, List<String> texts) {
        texts.forEach(node.putArray(name)::add);
        return node;
    }

    static Preprocessing preprocessing(JsonNode text) {
        return new Preprocessing(encodings(text.at("/preprocessing/features")), encodings(text.at("/preprocessing/targets")));
    }

    private static List<Encoding> encodings(JsonNode list) {
        var encodings = new ArrayList<Encoding>();
        list.forEach(node -> encodings.add(read(node)));
        return encodings;
    }

    private static Encoding read(JsonNode node) {
        var column = node.get("column").stringValue();
        return switch (node.get("type").stringValue()) {
            case "scaled" -> new Encoding.Scaled(column, node.get("shift").doubleValue(), node.get("scale").doubleValue(), node.get("missing").isNull() ? Double.NaN : node.get("missing").doubleValue());
            case "oneHot" -> new Encoding.OneHot(column, texts(node.get("categories")));
            case "index" -> new Encoding.Index(column, texts(node.get("categories")));
            case "classes" -> new Encoding.Classes(column, texts(node.get("labels")), node.get("numeric").booleanValue());
            case String other -> throw new IllegalArgumentException("There is no encoding " + other);
        };
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::stringValue).toList();
    }
}
