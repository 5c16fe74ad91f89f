package dev.descent.run;

import dev.descent.nn.train.CheckpointFormat;
import dev.descent.nn.train.TrainingOutcome;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.descent.support.security.Tenant;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Transient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.TenantId;

/**
 * One training. Its transitions are verbs; an impossible one is refused, naming the status. Whoever calls a verb holds the lock of the
 * row, since that is what numbers the events without a gap.
 */
@Entity
@DynamicUpdate
class Run {

    private static final int MOST_STALLS = 3;
    private static final int MOST_SETBACKS = 60;
    private static final String MIXED_NUMERICS = "mixed-numerics: the run was begun with another version of the numerics than it was continued with;"
            + " its weightsDigest mixes both and cannot be verified";

    @Id
    private String id;

    @TenantId
    private String tenant;

    private String name;

    @Enumerated(EnumType.STRING)
    private RunStatus status;

    private String stopReason;
    private int attempt;
    private int claims;
    private int stalls;
    private int setbacks;
    private String queueEntry;
    private int priority;
    @Embedded
    private RunPlan plan;
    @Embedded
    private Lineage lineage;
    @Embedded
    private RunCourse course;
    private long eventSeq;
    @Embedded
    private Failure failure;
    private String weightsDigest;
    private Integer numericsVersion;
    private boolean numericsMixed;
    private String diagnosisJson;
    private String sweep;
    private Integer pauseAtEpoch;
    private Instant createdAt;
    private Instant queuedAt;
    private Instant turnAt;
    private Instant startedAt;
    private Instant finishedAt;

    @ElementCollection
    @CollectionTable(name = "run_label", joinColumns = @JoinColumn(name = "run_id"))
    @MapKeyColumn(name = "name")
    @Column(name = "label_value")
    @BatchSize(size = 500)
    private Map<String, String> labels = new HashMap<>();

    @Transient
    private List<News> news = new ArrayList<>();

    protected Run() {}

    /** A run that waits for a worker. */
    Run(String id, Submission submission, Lineage lineage, Instant now) {
        this(id, submission);
        begin(lineage, RunStatus.QUEUED, now);
    }

    /** A run that a sweep leads. */
    Run(String id, Submission submission, String sweep, Trials.Order order, Instant now) {
        this(id, submission);
        this.sweep = sweep;
        this.pauseAtEpoch = order.untilEpoch();
        begin(Lineage.NONE, order.waits() ? RunStatus.PAUSED : RunStatus.QUEUED, now);
    }

    private Run(String id, Submission submission) {
        this.id = id;
        this.tenant = Tenant.owner();
        this.name = submission.request().name() == null ? submission.dataset().name() : submission.request().name();
        this.priority = submission.request().priority();
        this.labels = new HashMap<>(submission.request().labels());
        this.plan = RunPlan.of(submission);
    }

    /** A run that waits to do once more what another one did. */
    Run(String id, Run original, RunPlan plan, Instant now) {
        this.id = id;
        this.tenant = original.tenant;
        this.name = original.name;
        this.priority = original.priority;
        this.labels = new HashMap<>(original.labels);
        this.plan = plan;
        begin(original.lineage().verifying(original.id, original.weightsDigest), RunStatus.QUEUED, now);
    }

    private void begin(Lineage comesFrom, RunStatus first, Instant now) {
        lineage = comesFrom;
        course = RunCourse.beginningAfter(comesFrom.epochsBefore());
        createdAt = now;
        queuedAt = now;
        turnAt = now;
        move(first);
    }

    void requestCancel(Instant now) {
        switch (status) {
            case QUEUED, PAUSED -> end(RunStatus.CANCELLED, now);
            case RUNNING, PAUSING -> move(RunStatus.CANCELLING);
            case CANCELLING -> { }
            case SUCCEEDED, FAILED, CANCELLED -> throw impossible("cancel");
        }
    }

    void requestPause() {
        switch (status) {
            case QUEUED -> move(RunStatus.PAUSED);
            case RUNNING -> move(RunStatus.PAUSING);
            case CANCELLING, PAUSING, PAUSED, SUCCEEDED, FAILED, CANCELLED -> throw impossible("pause");
        }
    }

    void resume(Instant now) {
        if (status != RunStatus.PAUSED) {
            throw impossible("resume");
        }
        if (pauseAtEpoch != null && course.epochsDone() >= pauseAtEpoch) {
            pauseAtEpoch = null;
        }
        turnAt = now;
        enqueue(now, null);
    }

    /** Its sweep lets it go on. @param epoch at whose end it rests again; null for none */
    void proceed(Integer epoch, Instant now) {
        if (status != RunStatus.PAUSED) {
            throw impossible("proceed");
        }
        pauseAtEpoch = epoch;
        turnAt = now;
        if (attempt == 0) {
            // It was never queued: nobody can hold it, and there is no state to look for.
            queuedAt = now;
            move(RunStatus.QUEUED);
        } else {
            enqueue(now, null);
        }
    }

    /** What follows the guarded update that made it RUNNING: nobody else can be here with this attempt. */
    void claimed(Instant now) {
        if (startedAt == null) {
            startedAt = now;
        }
        if (numericsVersion == null) {
            numericsVersion = CheckpointFormat.NUMERICS_VERSION;
        }
        tell("status", Map.of("status", status.name()));
    }

    /** The worker let go of it as it was told to: shutdown, pause or cancel. That does not count as a claim without progress. */
    void release(Instant now) {
        claims = Math.max(0, claims - 1);
        leave(now, null);
    }

    /** It has trained as far as its sweep let it. */
    void rest(Instant now) {
        claims = Math.max(0, claims - 1);
        if (status == RunStatus.RUNNING) {
            pause("RUNG");
        } else {
            leave(now, null);
        }
    }

    /** Its time is up and others wait: it lines up behind them. */
    void giveWay(Instant now) {
        claims = Math.max(0, claims - 1);
        turnAt = now;
        leave(now, "TIME_SLICE");
    }

    /** Its worker makes no progress with it; the third time there is no hope that another would. */
    void stall(Instant now) {
        stalls++;
        if (stalls >= MOST_STALLS) {
            fail(Failure.of(Failure.Code.STALLED, "The training made no progress " + MOST_STALLS + " times; the log of the service shows where it stood"), now);
        } else {
            leave(now, "STALLED");
        }
    }

    /** The worker died, or cannot go on for a reason that is not the run's. */
    void abandon(Instant now) {
        leave(now, "WORKER_LOST");
    }

    /** The database failed its worker, which is no fault of the run and does not count, unless it has been so for an hour with this run. */
    void setBack(Instant now) {
        setbacks++;
        if (setbacks <= MOST_SETBACKS) {
            claims = Math.max(0, claims - 1);
        }
        leave(now, "WORKER_LOST");
    }

    /** How long to wait before it is tried again: 1 s after the first setback, twice as long after each that follows, a minute at most. */
    Duration pauseAfterSetback() {
        return Duration.ofSeconds(Math.min(60, 1L << Math.clamp(setbacks - 1, 0, 6)));
    }

    /** @param digest of the last weights */
    void succeed(String reason, String digest, Instant now) {
        mustBeHeld("succeed");
        weightsDigest = digest;
        if (status == RunStatus.CANCELLING) {
            end(RunStatus.CANCELLED, now);
        } else {
            stopReason = reason;
            end(RunStatus.SUCCEEDED, now);
        }
    }

    void fail(Failure cause, Instant now) {
        mustBeHeld("fail");
        if (status == RunStatus.CANCELLING) {
            end(RunStatus.CANCELLED, now);
        } else {
            failure = cause;
            end(RunStatus.FAILED, now);
        }
    }

    /**
     * A worker goes on with it from a stored state, or from its beginning.
     *
     * @param from     null for the beginning
     * @param numerics with which the state was written
     */
    void restored(CheckpointView from, int numerics) {
        var data = new LinkedHashMap<String, Object>();
        data.put("restored", true);
        data.put("epoch", from == null ? lineage().epochsBefore() : from.epoch());
        data.put("batch", from == null ? 0 : from.batch());
        if (from != null) {
            data.put("kind", from.kind().name());
        }
        if (numerics != CheckpointFormat.NUMERICS_VERSION || numericsVersion != CheckpointFormat.NUMERICS_VERSION) {
            numericsMixed = true;
            data.put("warning", MIXED_NUMERICS);
        }
        tell("checkpoint", data);
    }

    /** Nobody trains it, and nobody will unless told to. */
    boolean isAtRest() {
        return status == RunStatus.PAUSED || status.isTerminal();
    }

    void mustBeDeletable() {
        mustHaveEnded("delete");
    }

    void mustBeForkable() {
        mustHaveEnded("fork");
    }

    void mustBeVerifiable() {
        mustHaveEnded("verify");
        if (weightsDigest == null) {
            throw unverifiable("it did not train to an end, so it has no weightsDigest to compare with");
        }
        if (TrainingOutcome.Reason.MAX_RUNTIME.name().equals(stopReason)) {
            throw unverifiable("the clock ended it, so another run of it may end elsewhere");
        }
        if (numericsMixed || numericsVersion == null || numericsVersion != CheckpointFormat.NUMERICS_VERSION) {
            throw unverifiable("it was trained with " + (numericsMixed ? "more than one version" : "another version")
                    + " of the numerics than this service has (" + CheckpointFormat.NUMERICS_VERSION + "), which need not give the same bits");
        }
    }

    void rename(String newName) {
        name = newName;
    }

    void relabel(Map<String, String> newLabels) {
        labels.clear();
        labels.putAll(newLabels);
    }

    void prioritize(int newPriority) {
        priority = newPriority;
    }

    /** A new checkpoint proves that the claims so far were worth it. */
    void checkpointed(CheckpointView.Kind kind, int epoch, long bytes) {
        claims = 0;
        setbacks = 0;
        var data = new LinkedHashMap<String, Object>();
        data.put("epoch", epoch);
        data.put("kind", kind.name());
        data.put("bytes", bytes);
        tell("checkpoint", data);
    }

    /** @param json of a {@link DiagnosisView} */
    void diagnosed(String json) {
        diagnosisJson = json;
    }

    void tell(String type, Map<String, Object> data) {
        news.add(new News(++eventSeq, type, data));
    }

    /** What happened since the last call, in order. */
    List<News> takeNews() {
        var taken = news;
        news = new ArrayList<>();
        return taken;
    }

    /** @param reason told where the run is queued again; null where nothing is worth telling */
    private void leave(Instant now, String reason) {
        switch (status) {
            case RUNNING -> enqueue(now, reason);
            case CANCELLING -> end(RunStatus.CANCELLED, now);
            case PAUSING -> pause(null);
            case QUEUED, PAUSED, SUCCEEDED, FAILED, CANCELLED -> throw impossible("be released");
        }
    }

    private void pause(String reason) {
        attempt++;
        queueEntry = null;
        move(RunStatus.PAUSED, reason);
    }

    /** The attempt rises, so that whoever held it before can write nothing any more. */
    private void enqueue(Instant now, String reason) {
        attempt++;
        queueEntry = null;
        queuedAt = now;
        move(RunStatus.QUEUED, reason);
    }

    private void end(RunStatus last, Instant now) {
        finishedAt = now;
        queueEntry = null;
        move(last);
    }

    private void move(RunStatus next) {
        move(next, null);
    }

    private void move(RunStatus next, String reason) {
        status = next;
        var data = new LinkedHashMap<String, Object>();
        data.put("status", next.name());
        if (reason != null) {
            data.put("reason", reason);
        }
        if (eventSeq == 0 && lineage.isFork()) {
            data.put("parent", Map.of("run", lineage.parentRun(), "epoch", lineage.parentEpoch()));
        }
        if (eventSeq == 0 && lineage.verifies() != null) {
            data.put("verifies", lineage.verifies());
        }
        if (stopReason != null) {
            data.put("stopReason", stopReason);
        }
        if (failure != null) {
            data.put("failure", failure);
        }
        tell("status", data);
        if (next.isTerminal()) {
            tell(RunEvent.END, data);
        }
    }

    private void mustHaveEnded(String action) {
        if (!status.isTerminal()) {
            throw impossible(action);
        }
    }

    private void mustBeHeld(String action) {
        if (!RunStatus.HELD.contains(status)) {
            throw impossible(action);
        }
    }

    private Problem impossible(String action) {
        var code = status.isTerminal() ? ProblemCode.ALREADY_TERMINAL : ProblemCode.ILLEGAL_STATE;
        return refusal(code, "A run that is " + status + " cannot " + action);
    }

    private Problem unverifiable(String reason) {
        return refusal(ProblemCode.ILLEGAL_STATE, "The run cannot be verified: " + reason);
    }

    /** What is said where the run's state is to blame. */
    Problem refusal(ProblemCode code, String detail) {
        return new Problem(code, detail, List.of(), Map.of("runStatus", status.name(), "allowedActions", status.allowedActions()));
    }

    String id() {
        return id;
    }

    /** Whose it is. */
    String tenant() {
        return tenant;
    }

    String name() {
        return name;
    }

    RunStatus status() {
        return status;
    }

    String stopReason() {
        return stopReason;
    }

    int attempt() {
        return attempt;
    }

    int claims() {
        return claims;
    }

    int priority() {
        return priority;
    }

    Map<String, String> labels() {
        return new TreeMap<>(labels);
    }

    RunPlan plan() {
        return plan;
    }

    Lineage lineage() {
        return lineage == null ? Lineage.NONE : lineage;
    }

    RunCourse course() {
        return course;
    }

    /** Number of the last event. */
    long eventSeq() {
        return eventSeq;
    }

    Failure failure() {
        return failure;
    }

    String weightsDigest() {
        return weightsDigest;
    }

    /** Of the node that claimed it first; null before. */
    Integer numericsVersion() {
        return numericsVersion;
    }

    /** Of the plan, and what came up since. */
    String warningsJson() {
        var planned = plan.warningsJson();
        return !numericsMixed ? planned
                : planned.substring(0, planned.length() - 1) + (planned.equals("[]") ? "" : ",") + "\"" + MIXED_NUMERICS + "\"]";
    }

    /** JSON of a {@link DiagnosisView}. */
    String diagnosisJson() {
        return diagnosisJson == null ? Diagnoses.NONE : diagnosisJson;
    }

    /** The sweep that leads it; null for none. */
    String sweep() {
        return sweep;
    }

    /** The last epoch before it rests; null for none. */
    Integer pauseAtEpoch() {
        return pauseAtEpoch;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant queuedAt() {
        return queuedAt;
    }

    Instant startedAt() {
        return startedAt;
    }

    Instant finishedAt() {
        return finishedAt;
    }
}
