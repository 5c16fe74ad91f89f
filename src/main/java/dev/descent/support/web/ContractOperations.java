package dev.descent.support.web;

import dev.descent.support.Paging;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
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
import org.springframework.http.HttpHeaders;
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
            addIdempotency(operation);
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

    private static void addIdempotency(Operation operation) {
        operation.addParametersItem(new Parameter().in("header").name(Idempotency.HEADER).schema(text().maxLength(255))
                .description("Makes the request safe to repeat for 24 hours: the same key is given the same answer"));
        answer(operation, "409", "A request with this key is still being answered");
        operation.getResponses().forEach((status, answer) -> {
            if (status.equals("201") || status.equals("202")) {
                answer.addHeaderObject(HttpHeaders.LOCATION, new Header().description("Path of what was created").schema(text()));
                answer.addHeaderObject(Idempotency.REPLAYED, new Header().description("true where this is the answer to an earlier request with the same key").schema(text()));
            }
        });
    }

    private static void addProblems(Operation operation) {
        answer(operation, "400", "Unreadable: the path, a parameter, or the body");
        answer(operation, "401", "Where credentials are asked for: there are none, or none that are known");
        answer(operation, "403", "The role of the credentials does not suffice");
        if (operation.getParameters() != null && operation.getParameters().stream().anyMatch(parameter -> "path".equals(parameter.getIn()))) {
            answer(operation, "404", "Nothing has this id");
        }
        if (operation.getRequestBody() != null) {
            answer(operation, "413", "Larger than the limits");
            answer(operation, "415", "Not a media type that is read here");
            answer(operation, "422", "Readable, but something in it is wrong: all of it is listed in errors");
        }
        if (operation.getResponses().entrySet().stream().anyMatch(answer -> answer.getKey().startsWith("2") && answer.getValue().getContent() != null)) {
            answer(operation, "406", "Nothing that Accept names is offered here");
        }
        answer(operation, "500", "Unexpected; the log has more under the trace id");
        answer(operation, "503", "Overloaded, shutting down or without its database; Retry-After says when to try again");
        operation.getResponses().forEach((status, answer) -> {
            if (status.startsWith("4") || status.startsWith("5")) {
                answer.content(ProblemSchema.content());
            }
        });
    }

    /** Where the operation does not say so itself. */
    private static void answer(Operation operation, String status, String description) {
        operation.getResponses().putIfAbsent(status, new ApiResponse().description(description));
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
