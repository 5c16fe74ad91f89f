package dev.descent.dataset;

import dev.descent.dataset.storage.ColumnSummary;
import dev.descent.dataset.storage.TableWriter.Stored;
import dev.descent.support.security.Tenant;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.TenantId;

/** The row of a dataset. Nobody sees it before it is published or after it is withdrawn. */
@Entity
class Dataset {

    enum State { STORING, READY, DELETED }

    @Id
    private String id;

    @TenantId
    private String tenant;

    @Enumerated(EnumType.STRING)
    private State state;

    private String name;

    @Column(name = "row_count")
    private long rows;

    private int chunkRows;

    private long storedBytes;

    private String sha256;

    @Column(name = "columns_json")
    @Convert(converter = ColumnsJson.class)
    private List<ColumnSummary> columns = List.of();

    @Column(name = "warnings_json")
    @Convert(converter = WarningsJson.class)
    private List<DatasetView.Warning> warnings = List.of();

    private Instant createdAt;

    private Instant touchedAt;

    protected Dataset() {}

    Dataset(String id, int chunkRows, Instant now) {
        this.id = id;
        this.tenant = Tenant.owner();
        this.state = State.STORING;
        this.chunkRows = chunkRows;
        this.createdAt = now;
        this.touchedAt = now;
    }

    void publish(String name, Stored stored, Instant now) {
        this.state = State.READY;
        this.name = name;
        this.rows = stored.rows();
        this.storedBytes = stored.storedBytes();
        this.sha256 = stored.sha256();
        this.columns = stored.columns();
        this.warnings = stored.columns().stream().filter(ColumnSummary::constant)
                .map(column -> new DatasetView.Warning("constant-column", column.name(), "column \"" + column.name() + "\" has the same value in every row"))
                .toList();
        this.touchedAt = now;
    }

    /** The name is free again at once; the values are removed afterwards. */
    void withdraw() {
        this.state = State.DELETED;
        this.name = null;
    }

    String id() {
        return id;
    }

    boolean isReady() {
        return state == State.READY;
    }

    long rows() {
        return rows;
    }

    int chunkRows() {
        return chunkRows;
    }

    List<ColumnSummary> columns() {
        return columns;
    }

    DatasetView view() {
        return new DatasetView(id, name, rows, columns, storedBytes, sha256, createdAt, warnings);
    }
}
