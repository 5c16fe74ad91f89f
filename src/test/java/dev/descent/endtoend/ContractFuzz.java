package dev.descent.endtoend;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Calls that the OpenAPI document allows, and calls that are nearly so: of every kind of value it names one that fits, mostly, or one that somebody sends
 * who means harm or is mistaken. The same seed gives the same calls as long as the same ids are known.
 */
final class ContractFuzz {

    /** @param body null where the operation takes none */
    record Call(String method, String path, Map<String, String> headers, byte[] body) {

        @Override
        public String toString() {
            return "%s %s %s %s".formatted(method, path, headers, body == null ? "" : new String(body, StandardCharsets.UTF_8));
        }
    }

    private record Operation(String method, String path, JsonNode contract) {}

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 9;
    /** Of 100 values, so many are what nobody should send. */
    private static final int HOSTILE = 4;
    private static final List<JsonNode> HARM = List.of(JSON.nullNode(), JSON.booleanNode(true), JSON.numberNode(-1), JSON.numberNode(0), JSON.numberNode(1e308),
            JSON.numberNode(Long.MAX_VALUE), JSON.numberNode(0.5), JSON.stringNode(""), JSON.stringNode(" "), JSON.stringNode("NaN"), JSON.stringNode("null"), JSON.stringNode("x".repeat(300)),
            JSON.stringNode("\u0000"), JSON.stringNode("\u202e\ud83d\ude00"), JSON.stringNode("../../etc/passwd"), JSON.stringNode("' or '1'='1"), JSON.stringNode("<script>alert(1)</script>"),
            JSON.stringNode("=1+1"), JSON.stringNode("%00"), JSON.stringNode("${7*7}"), JSON.arrayNode(), JSON.objectNode(), JSON.arrayNode().add(JSON.arrayNode().add(JSON.arrayNode())));
    private static final List<String> RAW = List.of("", "{", "[", "null", "1e999", "\"", "{\"a\":1,\"a\":2}", "[".repeat(2000), "\ufeff{}", "{}{}", "nonsense");
    /** What the names of the contract refer to, so that a call gets behind the first check. */
    private static final Map<String, List<String>> KNOWN = Map.of("dataset", List.of("\"moons\""), "target", List.of("\"label\""), "epochs", List.of("1", "2", "3"), "rows", List.of("20", "50"),
            "formula", List.of("\"x^2 + y\"", "\"sin(x) * w1\""), "model", List.of("\"net\"", "{\"layers\":[{\"type\":\"dense\"}]}"), "units", List.of("1", "3"),
            "label", List.of("\"team:a\""), "trials", List.of("1", "2"));

    private final JsonNode document;
    private final SplittableRandom random;
    private final List<Operation> operations = new ArrayList<>();
    /** By the part of the path in front of them. */
    private final Map<String, List<String>> ids = new HashMap<>(Map.of("datasets", List.of("moons"), "models", List.of("net"), "checkpoints", List.of("latest", "best", "1"),
            "recipes", List.of("xor", "iris")));

    ContractFuzz(JsonNode document, long seed) {
        this.document = document;
        this.random = new SplittableRandom(seed);
        document.get("paths").properties().forEach(path -> path.getValue().properties()
                .forEach(operation -> operations.add(new Operation(operation.getKey().toUpperCase(), path.getKey(), operation.getValue()))));
    }

    int operations() {
        return operations.size();
    }

    /** From now on asked for, in place of what was there before. @param kind the part of the path in front of it, such as {@code runs} */
    void learn(String kind, String id) {
        ids.put(kind, List.of(id));
    }

    Call next() {
        var operation = operations.get(random.nextInt(operations.size()));
        var path = new StringBuilder(operation.path);
        var query = new ArrayList<String>();
        var headers = new LinkedHashMap<String, String>();
        for (JsonNode parameter : operation.contract.path("parameters")) {
            var name = parameter.get("name").asString();
            switch (parameter.get("in").asString()) {
                case "path" -> {
                    int at = path.indexOf("{" + name + "}");
                    var kind = path.substring(path.lastIndexOf("/", at - 2) + 1, at - 1);
                    path.replace(at, at + name.length() + 2, encoded(likely() ? id(kind) : text(HARM.get(random.nextInt(HARM.size())))));
                }
                case "query" -> {
                    if (parameter.path("required").asBoolean() ? likely() : random.nextInt(3) == 0) {
                        query.add(name + "=" + encoded(text(value(name, parameter.path("schema"), 0))));
                    }
                }
                default -> {
                    if (random.nextBoolean()) {
                        headers.put(name, printable(text(value(name, parameter.path("schema"), 0))));
                    }
                }
            }
        }
        if (random.nextInt(10) == 0) {
            query.add("nonsense=1");
        }
        if (random.nextInt(10) == 0) {
            headers.put("Accept", any(List.of("text/csv", "image/svg+xml", "application/xml", "*/*;q=0", "nonsense")));
        }
        var body = body(operation.contract.path("requestBody").path("content"), headers);
        return new Call(operation.method, path + (query.isEmpty() ? "" : "?" + String.join("&", query)), headers, body);
    }

    private byte[] body(JsonNode content, Map<String, String> headers) {
        if (content.isEmpty()) {
            return null;
        }
        var type = any(List.copyOf(content.propertyNames()));
        headers.put("Content-Type", likely() ? type : any(List.of("text/plain", "application/xml", "application/octet-stream", "nonsense/*")));
        if (type.contains("json")) {
            return cut(value("", content.get(type).path("schema"), 0).toString().getBytes(StandardCharsets.UTF_8));
        }
        var table = cut(table().getBytes(StandardCharsets.UTF_8));
        if (!type.startsWith("multipart")) {
            return table;
        }
        headers.put("Content-Type", type + "; boundary=parts");
        var parts = "--parts\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n" + "upload " + random.nextInt(1000) + "\r\n"
                + "--parts\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../a.csv\"\r\n\r\n" + new String(table, StandardCharsets.UTF_8) + (likely() ? "\r\n--parts--\r\n" : "");
        return cut(parts.getBytes(StandardCharsets.UTF_8));
    }

    private String table() {
        var table = new StringBuilder("x,y,label\n");
        for (int row = random.nextInt(12); row >= 0; row--) {
            table.append(cell()).append(',').append(cell()).append(',').append(cell()).append('\n');
        }
        return table.toString();
    }

    private String cell() {
        return likely() ? String.valueOf(random.nextInt(-5, 5)) : any(List.of("", "NaN", "1,5", "\"", "\"a\nb\"", "=1+1", "\u0000", "2026-01-01", "1e400", "x".repeat(500)));
    }

    /** Now and then cut off, garbled or something else. */
    private byte[] cut(byte[] whole) {
        return switch (random.nextInt(30)) {
            case 0 -> any(RAW).getBytes(StandardCharsets.UTF_8);
            case 1 -> Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            case 2 -> {
                if (whole.length > 0) {
                    whole[random.nextInt(whole.length)] = (byte) random.nextInt(256);
                }
                yield whole;
            }
            default -> whole;
        };
    }

    private JsonNode value(String name, JsonNode declared, int depth) {
        if (random.nextInt(100) < HOSTILE) {
            return HARM.get(random.nextInt(HARM.size()));
        }
        if (KNOWN.containsKey(name) && random.nextInt(6) > 0) {
            return DescentClient.JSON.readTree(any(KNOWN.get(name)));
        }
        if (name.equals("id") || name.endsWith("Run") || name.equals("run") || name.equals("runs")) {
            return JSON.stringNode(id("runs"));
        }
        var schema = resolved(declared);
        for (String choice : List.of("oneOf", "anyOf")) {
            if (schema.has(choice)) {
                return value("", schema.get(choice).get(random.nextInt(schema.get(choice).size())), depth + 1);
            }
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        if (depth > DEEPEST) {
            return JSON.nullNode();
        }
        var type = schema.path("type");
        return switch (type.isArray() ? type.get(random.nextInt(type.size())).asString() : type.asString("object")) {
            case "array" -> {
                var array = JSON.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value("", schema.path("items"), depth + 1));
                }
                yield array;
            }
            case "object" -> object(schema, depth);
            case "string" -> JSON.stringNode(random.nextBoolean() && schema.has("example") ? schema.get("example").asString() : "some " + random.nextInt(100));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "integer" -> JSON.numberNode(random.nextInt(20));
            case "number" -> JSON.numberNode(random.nextInt(1000) / 1000.);
            default -> JSON.nullNode();
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        var object = JSON.objectNode();
        var required = schema.path("required").valueStream().map(JsonNode::asString).toList();
        for (var property : schema.path("properties").properties()) {
            if (required.contains(property.getKey()) ? random.nextInt(20) > 0 : random.nextInt(3) == 0) {
                object.set(property.getKey(), value(property.getKey(), property.getValue(), depth + 1));
            }
        }
        if (schema.path("additionalProperties").isObject()) {
            for (String key : List.of("x", "y", "w1")) {
                object.set(key, value("", schema.get("additionalProperties"), depth + 1));
            }
        }
        if (random.nextInt(40) == 0) {
            object.put("nonsense", 1);
        }
        return object;
    }

    private JsonNode resolved(JsonNode schema) {
        var now = schema;
        while (now.has("$ref")) {
            now = document.at(now.get("$ref").asString().substring(1));
        }
        return now;
    }

    private String id(String kind) {
        return any(ids.getOrDefault(kind, List.of("1")));
    }

    private boolean likely() {
        return random.nextInt(8) > 0;
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The client of the JDK refuses to send anything else in a header. */
    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?").strip();
    }
}
