package dev.descent.prediction.deployment;

import dev.descent.support.security.Tenant;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.TenantId;

/** The row of a name under which predictions are served. */
@Entity
class Deployment {

    @Id
    private String id;

    @TenantId
    private String tenant;

    private String name;

    private int version;

    private int lastVersion;

    private Instant createdAt;

    private Instant changedAt;

    protected Deployment() {}

    Deployment(String id, String name, Instant now) {
        this.id = id;
        this.tenant = Tenant.owner();
        this.name = name;
        this.createdAt = now;
        this.changedAt = now;
    }

    /** The next version is served from now on. */
    int advance(Instant now) {
        version = ++lastVersion;
        changedAt = now;
        return version;
    }

    /** An earlier version is served again. */
    void goBackTo(int earlier, Instant now) {
        version = earlier;
        changedAt = now;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    int version() {
        return version;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant changedAt() {
        return changedAt;
    }
}
