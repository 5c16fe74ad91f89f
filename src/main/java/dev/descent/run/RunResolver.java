package dev.descent.run;

import dev.descent.dataset.DatasetView;
import dev.descent.dataset.Datasets;
import dev.descent.model.Models;
import dev.descent.model.StoredModel;
import dev.descent.nn.spec.ModelSpec;
import dev.descent.nn.spec.SpecLimits;
import dev.descent.nn.spec.SpecProblems;
import dev.descent.nn.spec.SpecResolver;
import dev.descent.nn.spec.Validation;
import dev.descent.support.Limits;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds what a request refers to, and has everything that is wrong with it told at once. */
@Component
class RunResolver {

    private final Datasets datasets;
    private final Models models;
    private final SpecText specs;
    private final SpecLimits limits;
    private final Limits allowed;

    RunResolver(Datasets datasets, Models models, SpecText specs, SpecLimits limits, Limits allowed) {
        this.datasets = datasets;
        this.models = models;
        this.specs = specs;
        this.limits = limits;
        this.allowed = allowed;
    }

    /** @throws Problem with everything that is wrong with the request */
    Submission resolve(NewRun request) {
        var problems = new SpecProblems();
        var dataset = datasets.lookup(request.dataset());
        if (dataset.isEmpty()) {
            problems.add("/dataset", ProblemCode.UNKNOWN_REFERENCE.slug(), "There is no dataset \"" + request.dataset() + "\"");
        }
        var model = model(request.model(), problems);
        var epochs = request.training().epochs();
        if (epochs != null && epochs > allowed.epochs()) {
            problems.add("/epochs", ProblemCode.CONSTRAINT_VIOLATION.slug(), "must be at most " + allowed.epochs() + " (was " + epochs + ")");
        }
        var resolved = dataset.flatMap(data -> model.flatMap(spec -> new SpecResolver(limits).resolve(
                spec.spec(), request.training(), datasets.table(data), id -> datasets.lookup(id).map(datasets::table), problems)));
        if (dataset.isEmpty()) {
            model.ifPresent(spec -> spec.spec().check(ModelSpec.Surroundings.UNKNOWN, limits, "/model", problems));
        }
        if (!problems.isEmpty()) {
            throw Problem.of(problems.all());
        }
        return submission(request, dataset.orElseThrow(), model.orElseThrow(), resolved.orElseThrow());
    }

    private Optional<StoredModel> model(ModelChoice choice, SpecProblems problems) {
        if (choice.spec() != null) {
            return Optional.of(new StoredModel(null, null, choice.spec()));
        }
        var stored = models.lookup(choice.idOrName());
        if (stored.isEmpty()) {
            problems.add("/model", ProblemCode.UNKNOWN_REFERENCE.slug(), "There is no model \"" + choice.idOrName() + "\"");
        }
        return stored;
    }

    private Submission submission(NewRun request, DatasetView dataset, StoredModel model, SpecResolver.Resolved resolved) {
        var training = resolved.spec();
        String other = null;
        if (training.validation() != null && training.validation().dataset() != null) {
            other = datasets.find(training.validation().dataset()).id();
            training = EffectiveSpec.withValidation(training, new Validation(null, null, other, null, null));
        }
        ModelSpec trained = resolved.model();
        return new Submission(request, dataset, model.id(), other, resolved, specs.write(new EffectiveSpec(dataset.id(), trained, training)),
                specs.write(resolved.warnings()), specs.write(resolved.facts().bounded()));
    }
}
