package dev.descent.prediction.deployment;

import dev.descent.nn.spec.SpecProblems;
import dev.descent.run.CheckpointChoice;
import dev.descent.run.Checkpoints;
import dev.descent.run.RunInUse;
import dev.descent.run.Runs;
import dev.descent.support.Ids;
import dev.descent.support.Page;
import dev.descent.support.Paging;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.descent.support.store.Durability;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Points stable names at states of runs; an id is as good as a name. A switch is one transaction: every node that reads the name afterwards serves the new version. */
@Service
public class Deployments implements RunInUse {

    private static final String PREFIX = "dep_";
    private static final int KEPT_VERSIONS = 20;
    /** Of one tenant. */
    private static final int MOST = 1000;

    /**
     * What answers a request.
     *
     * @param version the one it belongs to
     */
    public record Served(String name, int version, Serving serving) {}

    private final DeploymentRepository repository;
    private final DeploymentVersionRepository versions;
    private final Runs runs;
    private final Checkpoints checkpoints;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;
    private final TransactionTemplate reading;

    Deployments(DeploymentRepository repository, DeploymentVersionRepository versions, Runs runs, Checkpoints checkpoints, ApplicationEventPublisher publisher, Clock clock,
            PlatformTransactionManager transactions) {
        this.repository = repository;
        this.versions = versions;
        this.runs = runs;
        this.checkpoints = checkpoints;
        this.publisher = publisher;
        this.clock = clock;
        this.reading = Durability.reading(transactions);
    }

    /** @param created whether the name is new */
    public record Put(DeploymentView view, boolean created) {}

    /** Serves this under the name from now on, as a new version unless it is served already. @throws Problem unknown-reference, model-not-ready, quota-exceeded */
    @Transactional
    public Put put(String name, Serving wanted) {
        check(wanted);
        var known = repository.lock(name);
        if (known.isPresent() && served(known.get(), known.get().version()).equalTo(wanted)) {
            return new Put(view(known.get()), false);
        }
        if (known.isEmpty() && Ids.hasForm(name, PREFIX)) {
            throw new Problem(ProblemCode.INVALID_ID, "A name must not look like the id of a deployment");
        }
        var deployment = known.orElseGet(() -> created(name));
        int version = deployment.advance(clock.instant());
        repository.saveAndFlush(deployment);
        versions.saveAndFlush(new DeploymentVersion(deployment.id(), version, wanted, clock.instant()));
        publisher.publishEvent(new ServedNames.Changed(deployment.id()));
        versions.removeBelow(deployment.id(), Math.min(version - KEPT_VERSIONS + 1, deployment.version()));
        return new Put(view(deployment), known.isEmpty());
    }

    /** Serves an earlier version again: the one before, or the one that is named. @throws Problem not-found, illegal-state where there is none or its run is gone */
    @Transactional
    public DeploymentView rollBack(String name, Integer version) {
        var deployment = repository.lock(name).orElseThrow(Deployments::notFound);
        var wanted = versions.findByDeploymentOrderByVersionDesc(deployment.id()).stream()
                .filter(kept -> version == null ? kept.version() < deployment.version() : kept.version() == version).findFirst()
                .orElseThrow(() -> new Problem(ProblemCode.ILLEGAL_STATE, version == null ? "There is no version before " + deployment.version() : "There is no version " + version));
        try {
            check(wanted.serving());
        } catch (Problem gone) {
            throw new Problem(ProblemCode.ILLEGAL_STATE, "Version " + wanted.version() + " cannot be served any more: " + gone.getMessage());
        }
        deployment.goBackTo(wanted.version(), clock.instant());
        publisher.publishEvent(new ServedNames.Changed(deployment.id()));
        return view(repository.saveAndFlush(deployment));
    }

    /** @throws Problem not-found */
    public DeploymentView find(String name) {
        return reading.execute(_ -> view(get(name)));
    }

    /** Newest first. */
    public Page<DeploymentView> list(Paging paging) {
        var after = paging.afterId(PREFIX);
        return reading.execute(_ -> {
            var found = after == null ? repository.findByOrderByIdDesc(Limit.of(paging.fetch())) : repository.findByIdLessThanOrderByIdDesc(after, Limit.of(paging.fetch()));
            return paging.page(found, Deployment::id).map(this::view);
        });
    }

    /** @throws Problem not-found */
    @Transactional
    public void delete(String name) {
        var deployment = repository.lock(name).orElseThrow(Deployments::notFound);
        versions.removeBelow(deployment.id(), Integer.MAX_VALUE);
        repository.delete(deployment);
        publisher.publishEvent(new ServedNames.Changed(deployment.id()));
    }

    /** @param version null for the one that is served. @throws Problem not-found */
    public Served serve(String name, Integer version) {
        return reading.execute(_ -> {
            var deployment = get(name);
            int wanted = version == null ? deployment.version() : version;
            return new Served(name, wanted, served(deployment, wanted));
        });
    }

    @Override
    public Optional<String> reason(String run) {
        return repository.serves(run) ? Optional.of("A deployment serves this run; point it at another one or delete it first") : Optional.empty();
    }

    private Deployment created(String name) {
        if (repository.count() >= MOST) {
            throw new Problem(ProblemCode.QUOTA_EXCEEDED, "There are " + MOST + " deployments already; delete one first");
        }
        try {
            return repository.saveAndFlush(new Deployment(Ids.next(PREFIX), name, clock.instant()));
        } catch (DataIntegrityViolationException e) {
            throw new Problem(ProblemCode.NAME_TAKEN, "There is a deployment named \"" + name + "\" since a moment ago; try again");
        }
    }

    private void check(Serving wanted) {
        var problems = new SpecProblems();
        check(wanted.run(), wanted.checkpoint(), "", problems);
        if (wanted.split() != null) {
            check(wanted.split().run(), wanted.split().checkpoint(), "/split", problems);
        }
        if (!problems.isEmpty()) {
            throw Problem.of(problems.all());
        }
    }

    private void check(String run, CheckpointChoice choice, String pointer, SpecProblems problems) {
        if (!runs.lockForUse(run)) {
            problems.add(pointer + "/run", ProblemCode.UNKNOWN_REFERENCE.slug(), "There is no run \"" + run + "\"");
        } else if (checkpoints.find(run, choice).isEmpty()) {
            if (!choice.isEpoch()) {
                throw Checkpoints.notReady();
            }
            problems.add(pointer + "/checkpoint", ProblemCode.UNKNOWN_REFERENCE.slug(), "The run keeps no checkpoint of epoch " + choice);
        }
    }

    private DeploymentView view(Deployment deployment) {
        return DeploymentView.of(deployment, versions.findByDeploymentOrderByVersionDesc(deployment.id()));
    }

    private Serving served(Deployment deployment, int version) {
        return versions.findByDeploymentAndVersion(deployment.id(), version).orElseThrow(Deployments::notFound).serving();
    }

    private Deployment get(String name) {
        return (name.indexOf('\0') >= 0 ? Optional.<Deployment>empty() : repository.find(name)).orElseThrow(Deployments::notFound);
    }

    private static Problem notFound() {
        return Problem.notFound("deployment");
    }
}
