package dev.descent.support.web;

import dev.descent.support.Paging;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;

/** What every operation has in common: its id and tag, the page parameters, the idempotency key, and the answers to a bad request. */
@Component
class ContractOperations implements GlobalOperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        var room = room(handler);
        operation.setOperationId(room.toLowerCase(Locale.ROOT) + Character.toUpperCase(handler.getMethod().getName().charAt(0))
                + handler.getMethod().getName().substring(1));
        if (operation.getTags() == null || operation.getTags().stream().allMatch(tag -> tag.endsWith("-controller"))) {
            operation.setTags(List.of(room));
        }
        if (takes(handler, Paging.class)) {
            addPaging(operation);
        }
        if (handler.hasMethodAnnotation(PostMapping.class) && takes(handler, HttpServletRequest.class)) {
            operation.addParametersItem(new Parameter().in("header").name(Idempotency.HEADER).schema(text().maxLength(255))
                    .description("Makes the request safe to repeat for 24 hours: the same key is given the same answer"));
        }
        addProblems(operation);
        return operation;
    }

    private static void addPaging(Operation operation) {
        var parameters = new ArrayList<>(operation.getParameters() == null ? List.of() : operation.getParameters());
        parameters.removeIf(parameter -> parameter.getSchema() != null && String.valueOf(parameter.getSchema().get$ref()).endsWith("/Paging"));
        var limit = new JsonSchema().typesItem("integer").minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(Paging.MAX_LIMIT));
        limit.setDefault(Paging.DEFAULT_LIMIT);
        parameters.add(new Parameter().in("query").name("limit").schema(limit).description("Rows of the page"));
        parameters.add(new Parameter().in("query").name("after").schema(text()).description("The nextCursor of the page before"));
        operation.setParameters(parameters);
    }

    private static void addProblems(Operation operation) {
        answer(operation, "400", "Unreadable: the path, a parameter, or the body");
        if (operation.getParameters() != null && operation.getParameters().stream().anyMatch(parameter -> "path".equals(parameter.getIn()))) {
            answer(operation, "404", "Nothing has this id");
        }
        if (operation.getRequestBody() != null) {
            answer(operation, "413", "Larger than the limits");
            answer(operation, "415", "Not a media type that is read here");
            answer(operation, "422", "Readable, but something in it is wrong: all of it is listed in errors");
        }
        answer(operation, "500", "Unexpected; the log has more under the trace id");
    }

    private static void answer(Operation operation, String status, String description) {
        var given = operation.getResponses().get(status);
        if (given == null) {
            given = new ApiResponse().description(description);
            operation.getResponses().addApiResponse(status, given);
        }
        given.content(ProblemSchema.content());
    }

    private static boolean takes(HandlerMethod handler, Class<?> type) {
        return Arrays.asList(handler.getMethod().getParameterTypes()).contains(type);
    }

    /** The package below the root names the room; what belongs to none is about operating the service. */
    private static String room(HandlerMethod handler) {
        var room = handler.getBeanType().getName().split("\\.")[2];
        return room.equals("support") ? "Operations" : Character.toUpperCase(room.charAt(0)) + room.substring(1) + "s";
    }

    private static Schema<?> text() {
        return new JsonSchema().typesItem("string");
    }
}
