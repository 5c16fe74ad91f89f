package dev.descent.model;

import dev.descent.nn.spec.CheckedModel;
import dev.descent.nn.spec.Formula;
import dev.descent.nn.spec.ModelSpec;
import dev.descent.nn.spec.Network;
import dev.descent.nn.spec.SpecLimits;
import dev.descent.nn.spec.SpecProblems;
import dev.descent.support.Allowance;
import dev.descent.support.Ids;
import dev.descent.support.Page;
import dev.descent.support.Paging;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.descent.support.Quotas;
import dev.descent.support.StrictJson;
import dev.descent.support.drawing.Diagram;
import dev.descent.support.security.Tenant;
import dev.descent.support.store.Durability;
import java.time.Clock;
import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps checked network specifications under a name. An id and a name are equally good everywhere. */
@Service
public class Models {

    private static final String PREFIX = "mdl_";
    private static final String DEFAULT_NAME = "model";

    private final ModelRepository repository;
    private final StrictJson json;
    private final SpecLimits limits;
    private final ModelUsage usage;
    private final Quotas quotas;
    private final Clock clock;
    private final TransactionTemplate reading;

    Models(ModelRepository repository, StrictJson json, SpecLimits limits, ModelUsage usage, Allowance allowance, Clock clock, PlatformTransactionManager transactions) {
        this.repository = repository;
        this.json = json;
        this.limits = limits;
        this.usage = usage;
        this.quotas = allowance.quotas();
        this.clock = clock;
        this.reading = Durability.reading(transactions);
    }

    /** @throws Problem naming everything that is wrong with the specification; name-taken, quota-exceeded */
    @Transactional
    public ModelView create(NewModel wanted) {
        check(wanted.spec(), limits);
        if (!quotas.areNone()) {
            Quotas.check("models", quotas.models(), usage.models(Tenant.owner()), 1);
        }
        var name = wanted.name() == null ? freeName() : wanted.name();
        if (repository.existsByName(name)) {
            throw nameTaken(name);
        }
        var now = clock.instant();
        var model = new Model(Ids.next(PREFIX), name, wanted.description(), json.text(wanted.spec()), now);
        try {
            return view(repository.saveAndFlush(model));
        } catch (DataIntegrityViolationException e) {
            throw nameTaken(name);
        }
    }

    /** The model to be trained. */
    public Optional<StoredModel> lookup(String idOrName) {
        return stored(idOrName).map(model -> new StoredModel(model.id(), model.name(), spec(model)));
    }

    /** @throws Problem not-found */
    public ModelView find(String idOrName) {
        return view(get(idOrName));
    }

    /** Newest first. */
    public Page<ModelView> list(Paging paging) {
        var after = paging.afterId(PREFIX);
        var found = reading.execute(_ -> after == null
                ? repository.findByOrderByIdDesc(Limit.of(paging.fetch()))
                : repository.findByIdLessThanOrderByIdDesc(after, Limit.of(paging.fetch())));
        return paging.page(found, Model::id).map(this::view);
    }

    /** Layers, or the operations of a formula. @throws Problem not-found */
    public Diagram graph(String idOrName) {
        return switch (checked(get(idOrName))) {
            case Network network -> NetworkDrawing.of(network);
            case Formula formula -> FormulaDrawing.of(formula);
        };
    }

    /** Runs keep a copy of what they train, so a model may go at any time. @throws Problem not-found */
    @Transactional
    public void delete(String idOrName) {
        if (repository.remove(get(idOrName).id()) == 0) {
            throw notFound();
        }
    }

    private CheckedModel checked(Model model) {
        return check(spec(model), SpecLimits.NONE);
    }

    private static CheckedModel check(ModelSpec spec, SpecLimits limits) {
        var problems = new SpecProblems();
        var checked = spec.check(ModelSpec.Surroundings.UNKNOWN, limits, "", problems);
        if (checked.isEmpty()) {
            throw Problem.of(problems.all());
        }
        return checked.get();
    }

    private String freeName() {
        return repository.existsByName(DEFAULT_NAME) ? DEFAULT_NAME + " " + Ids.next("") : DEFAULT_NAME;
    }

    private ModelView view(Model model) {
        return switch (checked(model)) {
            case Network network -> ModelView.of(model, network.spec(), Summaries.of(network));
            case Formula formula -> ModelView.of(model, formula.spec(), Summaries.of(formula));
        };
    }

    private ModelSpec spec(Model model) {
        return json.stored(model.spec(), ModelSpec.class);
    }

    /** What is missing is told outside of the transaction, which may be the caller's. */
    private Model get(String idOrName) {
        return stored(idOrName).orElseThrow(Models::notFound);
    }

    /** No name holds U+0000, and PostgreSQL refuses to be asked for it. */
    private Optional<Model> stored(String idOrName) {
        return idOrName.indexOf('\0') >= 0 ? Optional.empty()
                : reading.execute(_ -> repository.findById(idOrName).or(() -> repository.findByName(idOrName)));
    }

    private static Problem notFound() {
        return Problem.notFound("model");
    }

    private static Problem nameTaken(String name) {
        return new Problem(ProblemCode.NAME_TAKEN, "There is a model named \"" + name + "\" already");
    }
}
