package dev.descent.recipe;

import dev.descent.dataset.DatasetView;
import dev.descent.run.RunView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.Collectors;

/** What became of a recipe. */
@Schema(name = "StartedRecipe")
public record Started(
        @Schema(description = "Id of the recipe", example = "cubic-fit") String recipe,
        @Schema(description = "Those that its runs read, made now or earlier") List<DatasetView> datasets,
        @Schema(description = "Queued now, in the order of the requests") List<RunView> runs,
        @Schema(description = "To the requests that are answered at once, in their order") List<Answer> answers,
        @Schema(description = "Where to look; null without a run", types = {"object", "null"}) Links links) {

    /** What a call of its own would have been answered. */
    @Schema(name = "RecipeAnswer")
    public record Answer(@Schema(description = "Of the request", example = "/gradients") String path, Object body) {}

    /** Paths that show its runs side by side. */
    @Schema(name = "RecipeLinks")
    public record Links(
            @Schema(description = "All runs of the recipe, those of earlier starts too", example = "/api/v1/runs?label=recipe:cubic-fit") String runs,
            @Schema(description = "The curves of these runs", example = "/api/v1/metrics?runs=run_1,run_2") String metrics,
            @Schema(description = "The curves, and what the requests differ in", example = "/api/v1/comparisons?runs=run_1,run_2") String comparisons) {

        static Links of(String recipe, List<RunView> runs) {
            var ids = runs.stream().map(RunView::id).collect(Collectors.joining(","));
            return new Links("/api/v1/runs?label=recipe:" + recipe, "/api/v1/metrics?runs=" + ids, "/api/v1/comparisons?runs=" + ids);
        }
    }
}
