package dev.descent.recipe;

import dev.descent.support.Problem;
import dev.descent.support.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Service;

/** The recipes that come with the service, in the order of the lecture: that of their file names. A broken one lets nothing start. */
@Service
public class Recipes {

    private static final String FILES = "classpath*:recipes/*.json";

    private final StrictJson json;
    private final Map<String, Recipe> byId = new LinkedHashMap<>();

    Recipes(ResourcePatternResolver resources, StrictJson json) throws IOException {
        this.json = json;
        Arrays.stream(resources.getResources(FILES)).sorted(Comparator.comparing(Resource::getFilename)).forEach(this::read);
    }

    public Collection<Recipe> all() {
        return byId.values();
    }

    /** @throws Problem not-found */
    public Recipe find(String id) {
        var recipe = byId.get(id);
        if (recipe == null) {
            throw Problem.notFound("recipe");
        }
        return recipe;
    }

    List<Step> steps(Recipe recipe) {
        return recipe.requests().stream().map(request -> Step.of(request, json)).toList();
    }

    private void read(Resource file) {
        try {
            var recipe = json.read(file.getContentAsByteArray(), Recipe.class);
            steps(recipe);
            if (byId.putIfAbsent(recipe.id(), recipe) != null) {
                throw new IllegalArgumentException("There are two recipes \"" + recipe.id() + "\"");
            }
        } catch (Problem | IllegalArgumentException e) {
            throw new IllegalStateException("The recipe " + file.getFilename() + " is broken: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
