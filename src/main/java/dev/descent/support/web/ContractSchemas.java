package dev.descent.support.web;

import dev.descent.support.Choice;
import dev.descent.support.StrictJson;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Completes the schemas of the contract from the records: a sealed type is one schema with discriminator and mapping, its kinds are
 * plain objects with a constant {@code type}, and a default is what the record's constructor fills in.
 */
final class ContractSchemas {

    private static final String REFERENCE = "#/components/schemas/";

    private final StrictJson json;
    private final Map<String, Class<?>> types;
    private final Map<Set<String>, String> choicesByKinds = new LinkedHashMap<>();
    private final JsonMapper plain = JsonMapper.builder().build();

    /** @param types the Java type by the name of its schema */
    ContractSchemas(StrictJson json, Map<String, Class<?>> types) {
        this.json = json;
        this.types = types;
    }

    @SuppressWarnings("rawtypes")
    Map<String, Schema> completed(Map<String, Schema> schemas) {
        var all = new TreeMap<String, Schema>(schemas);
        all.replaceAll((name, schema) -> types.containsKey(name) ? completed(types.get(name), schema) : schema);
        choicesIn(all.keySet()).forEach((name, type) -> all.put(name, choice(type)));
        all.values().forEach(this::referToChoices);
        return all;
    }

    private Map<String, Class<?>> choicesIn(Set<String> names) {
        var choices = new TreeMap<String, Class<?>>();
        for (var name : names) {
            var type = types.get(name);
            var choice = type == null ? null : Choice.is(type) ? type : Choice.ofKind(type);
            if (choice != null) {
                choices.put(choice.getSimpleName(), choice);
            }
        }
        choices.forEach((name, type) -> choicesByKinds.put(
                Choice.of(type).kinds().values().stream().map(kind -> REFERENCE + nameOf(kind)).collect(Collectors.toSet()), name));
        return choices;
    }

    private Schema<?> choice(Class<?> type) {
        var choice = Choice.of(type);
        var schema = new JsonSchema();
        var mapping = new LinkedHashMap<String, String>();
        choice.kinds().forEach((name, kind) -> {
            mapping.put(name, REFERENCE + nameOf(kind));
            schema.addOneOfItem(new JsonSchema().$ref(REFERENCE + nameOf(kind)));
        });
        schema.setDiscriminator(new Discriminator().propertyName(choice.property()).mapping(mapping));
        return schema;
    }

    private Schema<?> completed(Class<?> type, Schema<?> schema) {
        var choice = Choice.ofKind(type);
        var object = choice == null ? schema : kind(type, Choice.of(choice), schema);
        if (type.isRecord() && object.getProperties() != null) {
            addDefaults(type, object);
            StrictJson.singlesAccepted(type).forEach(name -> acceptSingle(object, name));
        }
        return object;
    }

    /** What springdoc describes as "all of the sealed type and this" becomes one object. */
    private static Schema<?> kind(Class<?> type, Choice choice, Schema<?> schema) {
        var own = schema.getAllOf() == null ? schema
                : schema.getAllOf().stream().filter(part -> part.get$ref() == null).findFirst().<Schema<?>>map(part -> part).orElseGet(JsonSchema::new);
        var name = choice.kinds().entrySet().stream().filter(e -> e.getValue() == type).map(Map.Entry::getKey).findFirst().orElseThrow();
        var constant = new JsonSchema().typesItem("string");
        constant.setConst(name);
        var object = new JsonSchema().typesItem("object");
        object.setDescription(schema.getDescription());
        object.addProperty(choice.property(), constant);
        if (own.getProperties() != null) {
            own.getProperties().forEach(object::addProperty);
        }
        var required = new LinkedHashSet<>(Set.of(choice.property()));
        Stream.of(own, schema).map(Schema::getRequired).filter(Objects::nonNull).forEach(required::addAll);
        object.setRequired(List.copyOf(required));
        return object;
    }

    private void addDefaults(Class<?> type, Schema<?> schema) {
        json.defaults(type).forEach((name, value) -> {
            if (schema.getProperties().get(name) != null && !value.isNull()) {
                schema.getProperties().get(name).setDefault(plain.treeToValue(value, Object.class));
            }
        });
    }

    private static void acceptSingle(Schema<?> object, String name) {
        var list = object.getProperties().get(name);
        if (list != null && list.getItems() != null) {
            var either = new JsonSchema();
            either.setDescription(list.getDescription());
            either.addOneOfItem(list.getItems());
            either.addOneOfItem(list.description(null));
            object.addProperty(name, either);
        }
    }

    /** A list of kinds that is written out where a sealed type is used becomes a reference to it. */
    private void referToChoices(Schema<?> schema) {
        if (schema == null) {
            return;
        }
        if (schema.getOneOf() != null && schema.getDiscriminator() == null) {
            var kinds = schema.getOneOf().stream().map(Schema::get$ref).collect(Collectors.toSet());
            if (choicesByKinds.containsKey(kinds)) {
                schema.setOneOf(null);
                schema.setTypes(null);
                schema.set$ref(REFERENCE + choicesByKinds.get(kinds));
            } else {
                schema.getOneOf().forEach(this::referToChoices);
            }
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(this::referToChoices);
        }
        referToChoices(schema.getItems());
        if (schema.getAdditionalProperties() instanceof Schema<?> values) {
            referToChoices(values);
        }
    }

    private String nameOf(Class<?> type) {
        return types.entrySet().stream().filter(e -> e.getValue() == type).map(Map.Entry::getKey).findFirst().orElse(type.getSimpleName());
    }
}
