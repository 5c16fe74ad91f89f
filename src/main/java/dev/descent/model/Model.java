package dev.descent.model;

import dev.descent.support.security.Tenant;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.TenantId;

/** The row of a model. It never changes. */
@Entity
class Model {

    @Id
    private String id;

    @TenantId
    private String tenant;

    private String name;

    private String description;

    /** JSON of a {@link dev.descent.nn.spec.ModelSpec}. */
    private String spec;

    private Instant createdAt;

    protected Model() {}

    Model(String id, String name, String description, String spec, Instant createdAt) {
        this.id = id;
        this.tenant = Tenant.owner();
        this.name = name;
        this.description = description;
        this.spec = spec;
        this.createdAt = createdAt;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    String description() {
        return description;
    }

    String spec() {
        return spec;
    }

    Instant createdAt() {
        return createdAt;
    }
}
