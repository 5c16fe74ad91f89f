package dev.descent.recipe;

import dev.descent.dataset.DatasetImport;
import dev.descent.dataset.DatasetView;
import dev.descent.dataset.Datasets;
import dev.descent.dataset.NewDataset;
import dev.descent.dataset.format.SizeLimits;
import dev.descent.recipe.Started.Answer;
import dev.descent.recipe.Step.Data;
import dev.descent.recipe.Step.Question;
import dev.descent.recipe.Step.Training;
import dev.descent.run.NewRun;
import dev.descent.run.Runs;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sends all requests of a recipe at once: they are all accepted, or nothing is. */
@Service
public class Starts {

    private final Recipes recipes;
    private final Datasets datasets;
    private final DatasetImport imports;
    private final SizeLimits limits;
    private final Runs runs;

    Starts(Recipes recipes, Datasets datasets, DatasetImport imports, SizeLimits limits, Runs runs) {
        this.recipes = recipes;
        this.datasets = datasets;
        this.imports = imports;
        this.limits = limits;
        this.runs = runs;
    }

    /** A recipe of which nobody sees anything yet. Each dataset is there, or stored and to be published. */
    public record Prepared(Recipe recipe, List<Supplier<DatasetView>> datasets, List<NewRun> runs, List<Answer> answers) {}

    /**
     * Whatever takes time, to be done outside of a transaction.
     *
     * @throws Problem not-found; name-taken by a dataset with other content
     */
    public Prepared prepare(String id) {
        var recipe = recipes.find(id);
        var prepared = new Prepared(recipe, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (var step : recipes.steps(recipe)) {
            switch (step) {
                case Data data -> prepared.datasets.add(dataset(data.request().toNewDataset(limits)));
                case Training training -> prepared.runs.add(training.run());
                case Question question -> prepared.answers.add(new Answer(question.path(), question.answer().get()));
            }
        }
        return prepared;
    }

    /** @throws Problem with everything that is wrong with a run; name-taken by a dataset that came in between; queue-full, storage-exhausted */
    @Transactional
    public Started start(Prepared prepared) {
        var found = prepared.datasets.stream().map(Supplier::get).toList();
        var queued = prepared.runs.stream().map(runs::submit).toList();
        var id = prepared.recipe.id();
        return new Started(id, found, queued, prepared.answers, queued.isEmpty() ? null : Started.Links.of(id, queued));
    }

    private Supplier<DatasetView> dataset(NewDataset wanted) {
        var known = datasets.lookup(wanted.name());
        if (known.isEmpty()) {
            var stored = imports.store(wanted);
            return () -> imports.publish(stored);
        }
        if (!known.get().sha256().equals(imports.digest(wanted))) {
            throw new Problem(ProblemCode.NAME_TAKEN, "The recipe needs the name \"" + wanted.name()
                    + "\" for a dataset of its own, and there is one with other content; delete that one, or send the recipe's requests with another name");
        }
        return known::get;
    }
}
