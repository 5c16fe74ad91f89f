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
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds what a request refers to, and has everything that is wrong with it told at once. */
@Component
class RunResolver {

    private final References stored;
    private final SpecText specs;
    private final SpecLimits limits;
    private final Limits allowed;

    RunResolver(Datasets datasets, Models models, SpecText specs, SpecLimits limits, Limits allowed) {
        this.stored = new References.Stored(datasets, models);
        this.specs = specs;
        this.limits = limits;
        this.allowed = allowed;
    }

    /** @throws Problem with everything that is wrong with the request */
    Submission resolve(NewRun request) {
        return resolve(request, stored);
    }

    /** For many requests in a row. */
    References shared() {
        return new SharedReferences(stored);
    }

    /** @throws Problem with everything that is wrong with the request */
    Submission resolve(NewRun request, References references) {
        var problems = new SpecProblems();
        var dataset = references.dataset(request.dataset());
        if (dataset.isEmpty()) {
            problems.add("/dataset", ProblemCode.UNKNOWN_REFERENCE.slug(), "There is no dataset \"" + request.dataset() + "\"");
        }
        var model = model(request.model(), references, problems);
        var epochs = request.training().epochs();
        if (epochs != null && epochs > allowed.epochs()) {
            problems.add("/epochs", ProblemCode.CONSTRAINT_VIOLATION.slug(), "must be at most " + allowed.epochs() + " (was " + epochs + ")");
        }
        var resolved = dataset.flatMap(data -> model.flatMap(spec -> new SpecResolver(limits).resolve(
                spec.spec(), request.training(), references.table(data), id -> references.dataset(id).map(references::table), problems)));
        if (dataset.isEmpty()) {
            model.ifPresent(spec -> spec.spec().check(ModelSpec.Surroundings.UNKNOWN, limits, "/model", problems));
        }
        if (!problems.isEmpty()) {
            throw Problem.of(problems.all());
        }
        return submission(request, references, dataset.orElseThrow(), model.orElseThrow(), resolved.orElseThrow());
    }

    /** Whether both are of the same data and network, whatever their ids. */
    boolean meansTheSame(RunPlan plan, Submission now) {
        return plan.datasetSha256().equals(now.dataset().sha256())
                && sameData(plan.validationDatasetId(), now.validationDatasetId())
                && specs.write(specs.read(plan.effectiveSpec()).model()).equals(specs.write(now.resolved().model()));
    }

    private boolean sameData(String before, String now) {
        return Objects.equals(before, now)
                || before != null && now != null && stored.dataset(before).map(DatasetView::sha256).equals(stored.dataset(now).map(DatasetView::sha256));
    }

    private static Optional<StoredModel> model(ModelChoice choice, References references, SpecProblems problems) {
        if (choice.spec() != null) {
            return Optional.of(new StoredModel(null, null, choice.spec()));
        }
        var stored = references.model(choice.idOrName());
        if (stored.isEmpty()) {
            problems.add("/model", ProblemCode.UNKNOWN_REFERENCE.slug(), "There is no model \"" + choice.idOrName() + "\"");
        }
        return stored;
    }

    private Submission submission(NewRun request, References references, DatasetView dataset, StoredModel model, SpecResolver.Resolved resolved) {
        var training = resolved.spec();
        String other = null;
        if (training.validation() != null && training.validation().dataset() != null) {
            other = references.dataset(training.validation().dataset()).orElseThrow().id();
            training = EffectiveSpec.withValidation(training, new Validation(null, null, other, null, null));
        }
        ModelSpec trained = resolved.model();
        return new Submission(request, dataset, model.id(), other, resolved, specs.write(new EffectiveSpec(dataset.id(), trained, training)),
                specs.write(resolved.warnings()), specs.write(resolved.facts().bounded()));
    }
}
