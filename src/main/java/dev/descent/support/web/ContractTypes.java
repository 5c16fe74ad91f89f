package dev.descent.support.web;

import com.fasterxml.jackson.core.type.ResolvedType;
import dev.descent.support.Deduction;
import dev.descent.support.Union;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;

/** Schemas of the types that springdoc cannot know, and the Java type behind the name of every other schema. */
@Component
class ContractTypes implements ModelConverter {

    /** Of the whole process, as the registry of converters is: there a second context, in tests, takes the place of the first. */
    private static final Map<String, Class<?>> TYPES_BY_NAME = new ConcurrentHashMap<>();
    private static final Set<String> AMBIGUOUS = ConcurrentHashMap.newKeySet();

    Map<String, Class<?>> byName() {
        return TYPES_BY_NAME;
    }

    /** Schema names that two types claim: only one of them is described. One needs {@code @Schema(name = …)}. */
    Set<String> ambiguous() {
        return AMBIGUOUS;
    }

    @Override
    public Schema<?> resolve(AnnotatedType annotated, ModelConverterContext context, Iterator<ModelConverter> chain) {
        var type = raw(annotated.getType());
        if (type == JsonNode.class) {
            return new JsonSchema();
        } else if (type == DataSize.class) {
            return new JsonSchema().typesItem("integer").format("int64");
        } else if (type != null && Union.is(type)) {
            return union(type, context);
        } else if (type != null && Deduction.is(type)) {
            return deduction(type, context);
        }
        var schema = chain.hasNext() ? chain.next().resolve(annotated, context, chain) : null;
        if (schema != null && type != null && type.getName().startsWith("dev.descent.")) {
            remember(schema.get$ref() == null ? schema.getName() : schema.get$ref(), type);
        }
        return schema;
    }

    private static Schema<?> union(Class<?> type, ModelConverterContext context) {
        if (!context.getDefinedModels().containsKey(type.getSimpleName())) {
            var union = new JsonSchema();
            context.defineModel(type.getSimpleName(), union);
            for (var parameter : Union.parameters(type)) {
                union.addOneOfItem(context.resolve(new AnnotatedType(parameter.getParameterizedType()).resolveAsRef(true)
                        .ctxAnnotations(parameter.getAnnotations())));
            }
        }
        return new JsonSchema().$ref(type.getSimpleName());
    }

    /** Any of, not one of: by its schema alone an object of one kind may be of another as well, whose members are all optional. */
    private static Schema<?> deduction(Class<?> type, ModelConverterContext context) {
        if (!context.getDefinedModels().containsKey(type.getSimpleName())) {
            var schema = new JsonSchema();
            context.defineModel(type.getSimpleName(), schema);
            Deduction.kinds(type).forEach(kind -> schema.addAnyOfItem(context.resolve(new AnnotatedType(kind).resolveAsRef(true))));
        }
        return new JsonSchema().$ref(type.getSimpleName());
    }

    private static void remember(String reference, Class<?> type) {
        if (reference != null) {
            var name = reference.substring(reference.lastIndexOf('/') + 1);
            if (TYPES_BY_NAME.merge(name, type, (known, _) -> known) != type) {
                AMBIGUOUS.add(name);
            }
        }
    }

    private static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ResolvedType resolved -> resolved.getRawClass();
            case ParameterizedType parameterized -> raw(parameterized.getRawType());
            case null, default -> null;
        };
    }
}
