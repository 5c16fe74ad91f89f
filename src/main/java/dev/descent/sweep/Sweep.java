package dev.descent.sweep;

import dev.descent.nn.loss.Metric;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.descent.support.security.Tenant;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.annotations.TenantId;
import org.springframework.data.domain.Persistable;

/** The row of a sweep. Whoever changes it, or a trial of it, holds its lock. */
@Entity
class Sweep implements Persistable<String> {

    @Id
    private String id;

    @TenantId
    private String tenant;

    private String name;

    @Enumerated(EnumType.STRING)
    private SweepStatus status;

    /** As it was sent. */
    private String runRequest;

    /** JSON of a {@link Search}. */
    private String search;

    @Enumerated(EnumType.STRING)
    private Metric metric;

    @Enumerated(EnumType.STRING)
    private Objective.Direction direction;

    private Integer maxConcurrent;
    private String rungs;
    private int reductionFactor;
    private Instant createdAt;
    private Instant finishedAt;

    @Transient
    private boolean unsaved;

    protected Sweep() {}

    Sweep(SweepPlan plan, String search, Instant now) {
        this.id = plan.id();
        this.tenant = Tenant.owner();
        this.name = plan.name();
        this.status = SweepStatus.RUNNING;
        this.runRequest = plan.wanted().run().toString();
        this.search = search;
        this.metric = plan.objective().metric();
        this.direction = plan.objective().direction();
        this.maxConcurrent = plan.wanted().maxConcurrent();
        this.rungs = plan.rungs().stream().map(String::valueOf).collect(Collectors.joining(" "));
        this.reductionFactor = plan.wanted().search() instanceof AshaSearch asha ? asha.reductionFactor() : 1;
        this.createdAt = now;
        this.unsaved = true;
    }

    void mustBeExtensible() {
        if (status == SweepStatus.CANCELLING || status == SweepStatus.CANCELLED) {
            throw impossible("be given more trials");
        }
    }

    /** More trials begin. */
    void extend() {
        mustBeExtensible();
        status = SweepStatus.RUNNING;
        finishedAt = null;
    }

    /** @return whether this is news */
    boolean requestCancel() {
        if (status.isTerminal()) {
            throw new Problem(ProblemCode.ALREADY_TERMINAL, "A sweep that is " + status + " cannot be cancelled", List.of(), Map.of("sweepStatus", status.name()));
        }
        boolean news = status == SweepStatus.RUNNING;
        status = SweepStatus.CANCELLING;
        return news;
    }

    /** All its trials have. */
    void end(Instant now) {
        status = status == SweepStatus.CANCELLING ? SweepStatus.CANCELLED : SweepStatus.SUCCEEDED;
        finishedAt = now;
    }

    void mustBeDeletable() {
        if (!status.isTerminal()) {
            throw impossible("be deleted");
        }
    }

    private Problem impossible(String action) {
        return new Problem(ProblemCode.ILLEGAL_STATE, "A sweep that is " + status + " cannot " + action, List.of(), Map.of("sweepStatus", status.name()));
    }

    Agenda agenda() {
        return new Agenda(new Halving(rungs().size(), reductionFactor, objective().maximizes()), maxConcurrent);
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return unsaved;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    SweepStatus status() {
        return status;
    }

    String runRequest() {
        return runRequest;
    }

    String search() {
        return search;
    }

    Objective objective() {
        return new Objective(metric, direction);
    }

    Integer maxConcurrent() {
        return maxConcurrent;
    }

    /** Epochs at which trials are compared; empty where each trains to its end. */
    List<Integer> rungs() {
        return rungs.isEmpty() ? List.of() : Arrays.stream(rungs.split(" ")).map(Integer::valueOf).toList();
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant finishedAt() {
        return finishedAt;
    }
}
