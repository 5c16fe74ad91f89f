package dev.descent.run;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.DynamicUpdate;

/**
 * One training. Its transitions are verbs; an impossible one is refused, naming the status. Whoever calls a verb holds the lock of the
 * row, since that is what numbers the events without a gap.
 */
@Entity
@DynamicUpdate
class Run {

    private static final int MOST_STALLS = 3;

    @Id
    private String id;

    private String name;

    @Enumerated(EnumType.STRING)
    private RunStatus status;

    private String stopReason;
    private int attempt;
    private int claims;
    private int stalls;
    private String queueEntry;
    private int priority;
    @Embedded
    private RunPlan plan;
    @Embedded
    private RunCourse course = RunCourse.BEGINNING;
    private long eventSeq;
    @Embedded
    private Failure failure;
    private String weightsDigest;
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
    Run(String id, Submission submission, Instant now) {
        this.id = id;
        this.name = submission.request().name() == null ? submission.dataset().name() : submission.request().name();
        this.priority = submission.request().priority();
        this.labels = new HashMap<>(submission.request().labels());
        this.plan = RunPlan.of(submission);
        this.createdAt = now;
        this.queuedAt = now;
        this.turnAt = now;
        move(RunStatus.QUEUED);
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
        turnAt = now;
        enqueue(now, null);
    }

    /** What follows the guarded update that made it RUNNING: nobody else can be here with this attempt. */
    void claimed(Instant now) {
        if (startedAt == null) {
            startedAt = now;
        }
        tell("status", Map.of("status", status.name()));
    }

    /** The worker let go of it as it was told to: shutdown, pause or cancel. That does not count as a claim without progress. */
    void release(Instant now) {
        claims = Math.max(0, claims - 1);
        leave(now, null);
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

    void mustBeDeletable() {
        if (!status.isTerminal()) {
            throw impossible("delete");
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
        var data = new LinkedHashMap<String, Object>();
        data.put("epoch", epoch);
        data.put("kind", kind.name());
        data.put("bytes", bytes);
        tell("checkpoint", data);
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
            case PAUSING -> {
                attempt++;
                queueEntry = null;
                move(RunStatus.PAUSED);
            }
            case QUEUED, PAUSED, SUCCEEDED, FAILED, CANCELLED -> throw impossible("be released");
        }
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
        if (stopReason != null) {
            data.put("stopReason", stopReason);
        }
        if (failure != null) {
            data.put("failure", failure);
        }
        tell("status", data);
        if (next.isTerminal()) {
            tell("end", data);
        }
    }

    private void mustBeHeld(String action) {
        if (!RunStatus.HELD.contains(status)) {
            throw impossible(action);
        }
    }

    private Problem impossible(String action) {
        var code = status.isTerminal() ? ProblemCode.ALREADY_TERMINAL : ProblemCode.ILLEGAL_STATE;
        return new Problem(code, "A run that is " + status + " cannot " + action, List.of(),
                Map.of("runStatus", status.name(), "allowedActions", status.allowedActions()));
    }

    String id() {
        return id;
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
