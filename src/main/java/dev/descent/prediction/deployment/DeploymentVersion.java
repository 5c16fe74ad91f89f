package dev.descent.prediction.deployment;

import dev.descent.run.CheckpointChoice;
import dev.descent.support.security.Tenant;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.TenantId;

/** The row of what a deployment serves or has served. It never changes. */
@Entity
class DeploymentVersion {

    @Id
    private String id;

    @TenantId
    private String tenant;

    private String deployment;

    private int version;

    private String run;

    private String checkpoint;

    private String splitRun;

    private String splitCheckpoint;

    private Integer splitPercent;

    private Instant createdAt;

    protected DeploymentVersion() {}

    DeploymentVersion(String deployment, int version, Serving serving, Instant now) {
        this.id = deployment + "_" + version;
        this.tenant = Tenant.owner();
        this.deployment = deployment;
        this.version = version;
        this.run = serving.run();
        this.checkpoint = serving.checkpoint().toString();
        if (serving.split() != null) {
            this.splitRun = serving.split().run();
            this.splitCheckpoint = serving.split().checkpoint().toString();
            this.splitPercent = serving.split().percent();
        }
        this.createdAt = now;
    }

    int version() {
        return version;
    }

    Instant createdAt() {
        return createdAt;
    }

    Serving serving() {
        return new Serving(run, CheckpointChoice.of(checkpoint), splitRun == null ? null : new Serving.Split(splitRun, CheckpointChoice.of(splitCheckpoint), splitPercent));
    }
}
