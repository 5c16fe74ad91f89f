package dev.descent.recipe;

import dev.descent.dataset.DatasetRequest;
import dev.descent.explain.GradientRequest;
import dev.descent.explain.MinimizationRequest;
import dev.descent.explain.TraceRequest;
import dev.descent.run.NewRun;
import dev.descent.run.RunRequest;
import dev.descent.support.StrictJson;
import java.util.function.Supplier;

/** What a request of a recipe asks for. */
sealed interface Step {

    /** A dataset to be there, under the name that it has in the request. */
    record Data(DatasetRequest request) implements Step {}

    /** A run to be queued. */
    record Training(NewRun run) implements Step {}

    /** Something that is answered at once. */
    record Question(String path, Supplier<Object> answer) implements Step {}

    /**
     * Reads the body as strictly as if it had come over HTTP.
     *
     * @throws dev.descent.support.Problem with everything that is wrong with it
     * @throws IllegalArgumentException    if a recipe cannot have such a request
     */
    static Step of(Recipe.Request request, StrictJson json) {
        var body = request.body();
        return switch (request.path()) {
            case "/datasets" -> data(json.read(body, DatasetRequest.class));
            case "/runs" -> new Training(json.read(body, RunRequest.class).toNewRun(body));
            case "/gradients" -> new Question(request.path(), json.read(body, GradientRequest.class)::answer);
            case "/minimizations" -> new Question(request.path(), json.read(body, MinimizationRequest.class)::answer);
            case "/traces" -> new Question(request.path(), json.read(body, TraceRequest.class)::answer);
            default -> throw new IllegalArgumentException("A recipe has no request to " + request.path());
        };
    }

    private static Data data(DatasetRequest request) {
        if (request.name() == null) {
            throw new IllegalArgumentException("A dataset of a recipe needs a name, by which it is found the second time");
        }
        return new Data(request);
    }
}
