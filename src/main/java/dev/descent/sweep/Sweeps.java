package dev.descent.sweep;

import dev.descent.run.RunFilter;
import dev.descent.run.RunList;
import dev.descent.run.RunSort;
import dev.descent.run.RunView;
import dev.descent.run.Trials;
import dev.descent.support.Ids;
import dev.descent.support.Page;
import dev.descent.support.Paging;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.descent.support.StrictJson;
import dev.descent.support.store.Durability;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes sweeps in, shows them, and does to them what clients ask for. An id and a name are equally good everywhere. */
@Service
public class Sweeps {

    static final String PREFIX = "swp_";
    private static final String DEFAULT_NAME = "sweep";

    private final SweepRepository repository;
    private final TrialRows rows;
    private final Planner planner;
    private final Progress progress;
    private final Leaderboard leaderboard;
    private final Trials runs;
    private final RunList list;
    private final StrictJson json;
    private final Clock clock;
    private final TransactionTemplate reading;

    Sweeps(SweepRepository repository, TrialRows rows, Planner planner, Progress progress, Leaderboard leaderboard, Trials runs, RunList list, StrictJson json,
            Clock clock, PlatformTransactionManager transactions) {
        this.repository = repository;
        this.rows = rows;
        this.planner = planner;
        this.progress = progress;
        this.leaderboard = leaderboard;
        this.runs = runs;
        this.list = list;
        this.json = json;
        this.clock = clock;
        this.reading = Durability.reading(transactions);
    }

    /** Trials that are checked and not stored yet. */
    public static final class Prepared {

        private final SweepPlan plan;

        private Prepared(SweepPlan plan) {
            this.plan = plan;
        }
    }

    /**
     * Checks every trial, which may take a while: to be called outside of a transaction that writes.
     *
     * @throws Problem with everything that is wrong with the sweep
     */
    public Prepared prepare(NewSweep wanted) {
        var id = Ids.next(PREFIX);
        return new Prepared(planner.plan(id, wanted.name() == null ? DEFAULT_NAME + " " + id.substring(PREFIX.length()) : wanted.name(), wanted));
    }

    /** @throws Problem name-taken, queue-full, storage-exhausted */
    @Transactional
    public SweepView create(Prepared prepared) {
        var plan = prepared.plan;
        if (repository.existsByName(plan.name())) {
            throw nameTaken(plan.name());
        }
        var sweep = new Sweep(plan, json.text(plan.wanted().search()), clock.instant());
        try {
            repository.saveAndFlush(sweep);
        } catch (DataIntegrityViolationException e) {
            throw nameTaken(plan.name());
        }
        begin(sweep, plan, 0);
        return view(sweep);
    }

    /**
     * Checks further trials.
     *
     * @throws Problem not-found; illegal-state for a grid, which has no more, for a sweep that was cancelled, and where its names mean something else by now
     */
    public Prepared prepareMore(String idOrName, int count) {
        var sweep = get(idOrName);
        mustBeExtensible(sweep);
        mustMeanTheSame(sweep);
        return new Prepared(planner.plan(sweep.id(), sweep.name(), wanted(sweep), rows.count(sweep.id()) + 1, count));
    }

    /** @throws Problem not-found, illegal-state, queue-full, storage-exhausted */
    @Transactional
    public SweepView extend(Prepared prepared) {
        var sweep = repository.lock(prepared.plan.id()).orElseThrow(Sweeps::notFound);
        sweep.extend();
        int before = rows.count(sweep.id());
        if (before + 1 != prepared.plan.candidates().getFirst().number()) {
            throw new Problem(ProblemCode.ILLEGAL_STATE, "Somebody else has added trials to this sweep meanwhile; try again");
        }
        begin(sweep, prepared.plan, progress.underWay(sweep));
        return view(sweep);
    }

    /** @throws Problem not-found */
    public SweepView find(String idOrName) {
        return reading.execute(_ -> stored(idOrName).map(this::view)).orElseThrow(Sweeps::notFound);
    }

    /** Newest first. */
    public Page<SweepView> list(Paging paging) {
        var after = paging.afterId(PREFIX);
        return reading.execute(_ -> {
            var page = paging.page(after == null ? repository.findByOrderByIdDesc(Limit.of(paging.fetch()))
                    : repository.findByIdLessThanOrderByIdDesc(after, Limit.of(paging.fetch())), Sweep::id);
            var counts = rows.counts(page.data().stream().map(Sweep::id).toList());
            return page.map(sweep -> SweepView.of(sweep, counts.get(sweep.id()), null));
        });
    }

    /** In the order of the trials, but for those that were deleted. @throws Problem not-found */
    public Page<RunView> runs(String idOrName, Paging paging) {
        return list.page(new RunFilter(List.of(), null, null, get(idOrName).id(), Map.of()), RunSort.of("createdAt"), paging);
    }

    /** @throws Problem not-found, already-terminal */
    @Transactional
    public SweepView cancel(String idOrName) {
        var sweep = lock(idOrName);
        if (sweep.requestCancel()) {
            progress.cancel(sweep);
        }
        if (progress.advance(sweep)) {
            sweep.end(clock.instant());
        }
        return view(sweep);
    }

    /** Its runs stay. @throws Problem not-found, illegal-state before it has ended */
    @Transactional
    public void delete(String idOrName) {
        var sweep = lock(idOrName);
        sweep.mustBeDeletable();
        rows.delete(sweep.id());
        repository.delete(sweep);
    }

    private void begin(Sweep sweep, SweepPlan plan, int underWay) {
        long room = sweep.maxConcurrent() == null ? Long.MAX_VALUE : sweep.maxConcurrent() - underWay;
        var first = plan.rungs().isEmpty() ? null : plan.rungs().getFirst();
        var orders = new ArrayList<Trials.Order>();
        plan.candidates().forEach(candidate -> orders.add(new Trials.Order(candidate.request(), first, orders.size() >= room)));
        var ids = runs.create(sweep.id(), orders);
        var trials = new ArrayList<Trial>();
        plan.candidates().forEach(candidate -> trials.add(new Trial(candidate.number(), candidate.bracket(), ids.get(trials.size()), candidate.parameters(),
                orders.get(trials.size()).waits() ? 0 : 1, List.of(), Outcome.OPEN, null, null)));
        rows.insert(sweep.id(), trials);
    }

    private SweepView view(Sweep sweep) {
        return SweepView.of(sweep, rows.counts(sweep.id()), leaderboard.of(sweep));
    }

    private NewSweep wanted(Sweep sweep) {
        return new NewSweep(sweep.name(), json.storedTree(sweep.runRequest()), json.stored(sweep.search(), Search.class), sweep.objective(), sweep.maxConcurrent());
    }

    private void mustBeExtensible(Sweep sweep) {
        if (json.stored(sweep.search(), Search.class) instanceof GridSearch) {
            throw new Problem(ProblemCode.ILLEGAL_STATE, "A grid has no more trials than it began with");
        }
        sweep.mustBeExtensible();
    }

    /** The request names its dataset and model: what was stored under a name since may be another one. */
    private void mustMeanTheSame(Sweep sweep) {
        var there = runs.standings(sweep.id()).stream().map(Trials.Standing::run).collect(Collectors.toSet());
        rows.of(sweep.id()).stream().filter(trial -> there.contains(trial.run())).findFirst().ifPresent(trial -> {
            if (!runs.meansTheSame(trial.run(), planner.again(sweep.id(), sweep.name(), wanted(sweep), trial.number()))) {
                throw new Problem(ProblemCode.ILLEGAL_STATE, "A dataset or model that the sweep names is not the one of trial " + trial.number()
                        + " any more, so that further trials could not be compared: create a new sweep, or store the former one under its name again");
            }
        });
    }

    /** The row is not read before it is locked: it would stay as it was then. */
    private Sweep lock(String idOrName) {
        if (idOrName.indexOf('\0') >= 0) {
            throw notFound();
        }
        return repository.lock(idOrName).or(() -> repository.idOf(idOrName).flatMap(repository::lock)).orElseThrow(Sweeps::notFound);
    }

    private Sweep get(String idOrName) {
        return reading.execute(_ -> stored(idOrName)).orElseThrow(Sweeps::notFound);
    }

    /** No name holds U+0000, and PostgreSQL refuses to be asked for it. */
    private Optional<Sweep> stored(String idOrName) {
        return idOrName.indexOf('\0') >= 0 ? Optional.empty() : repository.findById(idOrName).or(() -> repository.findByName(idOrName));
    }

    private static Problem notFound() {
        return Problem.notFound("sweep");
    }

    private static Problem nameTaken(String name) {
        return new Problem(ProblemCode.NAME_TAKEN, "There is a sweep named \"" + name + "\" already");
    }
}
