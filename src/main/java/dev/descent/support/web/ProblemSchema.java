package dev.descent.support.web;

import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;

/** Problem details in the contract. */
final class ProblemSchema {

    static final String NAME = "Problem";

    private ProblemSchema() {}

    static Content content() {
        return new Content().addMediaType(ProblemBody.MEDIA_TYPE,
                new MediaType().schema(new JsonSchema().$ref("#/components/schemas/" + NAME)));
    }

    static Schema<?> schema() {
        var error = object("pointer", "code", "detail");
        error.addProperty("pointer", text("JSON pointer (RFC 6901) of the place in the body"));
        error.addProperty("code", text("Slug of the kind of problem"));
        error.addProperty("detail", text("What is wrong there, such as: must be at least 1 (was 0)"));
        error.addProperty("limit", new JsonSchema().typesItem("number").description("The most that is allowed, where that was reckoned"));
        error.addProperty("actual", new JsonSchema().typesItem("number").description("What is asked for"));
        error.addProperty("terms", new JsonSchema().typesItem("object").additionalProperties(new JsonSchema().typesItem("integer"))
                .description("What it is reckoned from: bytes by purpose, parameters by layer"));
        var problem = object("type", "title", "status", "detail", "instance", "code", "traceId");
        problem.setDescription("Problem details (RFC 9457)");
        problem.addProperty("type", text("/problems/ and the code").format("uri-reference"));
        problem.addProperty("title", text("The same for every problem of this code"));
        problem.addProperty("status", new JsonSchema().typesItem("integer").description("The status of the answer"));
        problem.addProperty("detail", text("What happened, and what to do about it"));
        problem.addProperty("instance", text("The path of the request").format("uri-reference"));
        problem.addProperty("code", text("Slug of the kind of problem; it never changes"));
        problem.addProperty("errors", new JsonSchema().typesItem("array").items(error).description("Everything that is wrong with the body"));
        problem.addProperty("traceId", text("Names this request in the log"));
        return problem;
    }

    private static Schema<?> object(String... required) {
        return new JsonSchema().typesItem("object").required(List.of(required));
    }

    private static Schema<?> text(String description) {
        return new JsonSchema().typesItem("string").description(description);
    }
}
