package dev.descent.recipe.web;

import dev.descent.recipe.Recipe;
import dev.descent.recipe.Recipes;
import dev.descent.recipe.Started;
import dev.descent.recipe.Starts;
import dev.descent.support.Page;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.descent.support.web.Idempotency;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/recipes", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Recipes", description = "The ideas of the lecture, ready to be tried")
class RecipeController {

    private final Recipes recipes;
    private final Starts starts;
    private final Idempotency idempotency;

    RecipeController(Recipes recipes, Starts starts, Idempotency idempotency) {
        this.recipes = recipes;
        this.starts = starts;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Operation(summary = "List the recipes, in the order of the lecture", description = "Each request can be copied, changed and sent by itself.")
    @ApiResponse(responseCode = "200", description = "All of them")
    Page<Recipe> list() {
        return new Page<>(List.copyOf(recipes.all()), null);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Show a recipe")
    @ApiResponse(responseCode = "200", description = "What to look at, and the requests")
    @ApiResponse(responseCode = "404", description = "There is none")
    Recipe one(@Parameter(example = "chain-rule") @PathVariable String id) {
        return recipes.find(id);
    }

    /** A recipe has nothing to choose: what is sent all the same must not be ignored. */
    @Schema(description = "May be left out")
    record StartRequest() {}

    @PostMapping("/{id}/runs")
    @Operation(summary = "Start a recipe",
            description = "Sends all of its requests at once: they are all accepted, or nothing is. A dataset is created once and found again by its name.")
    @ApiResponse(responseCode = "200", description = "Of a recipe without a run: its answers",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = Started.class)))
    @ApiResponse(responseCode = "202", description = "The runs are queued; Location lists them",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = Started.class)))
    @ApiResponse(responseCode = "404", description = "There is no such recipe")
    @ApiResponse(responseCode = "409", description = "A dataset of other content has the name of one of the recipe's")
    @ApiResponse(responseCode = "422", description = "A run is beyond the limits of this service")
    @ApiResponse(responseCode = "503", description = "The queue is full")
    ResponseEntity<Started> start(@Parameter(example = "chain-rule") @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(name = "nothing", summary = "Nothing to choose", value = "{}")))
            @RequestBody(required = false) StartRequest nothing,
            @Parameter(hidden = true) HttpServletRequest request) {
        return again(() -> idempotency.once(request, Idempotency.bodyHash(request), () -> starts.prepare(id), prepared -> answer(starts.start(prepared))));
    }

    /** Of two who start a recipe for the first time at once, one comes too late to publish a dataset: the second time it is found. */
    private static <T> T again(Supplier<T> attempt) {
        try {
            return attempt.get();
        } catch (Problem refusal) {
            if (refusal.code() != ProblemCode.NAME_TAKEN) {
                throw refusal;
            }
            return attempt.get();
        }
    }

    private static ResponseEntity<Started> answer(Started started) {
        return started.runs().isEmpty() ? ResponseEntity.ok(started)
                : ResponseEntity.accepted().location(URI.create(started.links().runs())).body(started);
    }
}
