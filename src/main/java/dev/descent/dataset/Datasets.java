package dev.descent.dataset;

import dev.descent.dataset.Dataset.State;
import dev.descent.dataset.format.ColumnPlan;
import dev.descent.dataset.format.CsvContent;
import dev.descent.dataset.storage.CachedTable;
import dev.descent.dataset.storage.ChunkStore;
import dev.descent.dataset.storage.Chunks;
import dev.descent.dataset.storage.ColumnCache;
import dev.descent.dataset.storage.ColumnSummary;
import dev.descent.dataset.storage.StoredRows;
import dev.descent.dataset.storage.StoredTable;
import dev.descent.nn.data.Table;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.descent.support.store.Durability;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds datasets, opens their values and deletes them. An id and a name are equally good everywhere. */
@Service
public class Datasets {

    static final String PREFIX = "ds_";

    /** Told in this process when nobody can read a dataset any more. */
    public record Deleted(String dataset) {}

    private final DatasetRepository repository;
    private final ChunkStore store;
    private final ColumnCache cache;
    private final KnownDatasets known;
    private final ObjectProvider<DatasetUsage> usages;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final TransactionTemplate reading;

    Datasets(DatasetRepository repository, ChunkStore store, ColumnCache cache, KnownDatasets known, ObjectProvider<DatasetUsage> usages,
            ApplicationEventPublisher events, PlatformTransactionManager transactions) {
        this.repository = repository;
        this.store = store;
        this.cache = cache;
        this.known = known;
        this.usages = usages;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.reading = Durability.reading(transactions);
    }

    /** @throws Problem not-found */
    public DatasetView find(String idOrName) {
        return get(idOrName).view();
    }

    public Optional<DatasetView> lookup(String idOrName) {
        return ready(idOrName).map(Dataset::view);
    }

    /** Newest first. @param after id of the last one of the page before, null for the first page */
    public List<DatasetView> list(String after, int limit) {
        var found = reading.execute(_ -> after == null
                ? repository.findByStateOrderByIdDesc(State.READY, Limit.of(limit))
                : repository.findByStateAndIdLessThanOrderByIdDesc(State.READY, after, Limit.of(limit)));
        return found.stream().map(Dataset::view).toList();
    }

    /**
     * For somebody who is about to refer to it: the dataset cannot be deleted before the surrounding transaction ends.
     *
     * @throws Problem not-found
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lockForUse(String id) {
        if (!known.lock(id)) {
            throw notFound();
        }
    }

    /** The values, read from storage as they are asked for. @throws Problem not-found */
    public Table table(String idOrName) {
        return table(get(idOrName));
    }

    /** The values of a dataset that was found in the surrounding transaction. @throws Problem not-found */
    public Table table(DatasetView found) {
        return table(known.row(found.id()).orElseThrow(Datasets::notFound));
    }

    /** At most {@code limit} rows from {@code offset} on, by column name, null where a value is missing. @throws Problem not-found */
    public List<Map<String, Object>> rows(String idOrName, long offset, int limit) {
        var dataset = get(idOrName);
        var objects = new RowObjects(dataset.columns().stream().map(column -> new ColumnPlan(column.name(), column.type())).toList(), '.', limit);
        stored(dataset).read(offset, limit, objects);
        return objects.rows();
    }

    /** Everything as CSV. @throws Problem not-found */
    public void content(String idOrName, OutputStream out) {
        var dataset = get(idOrName);
        var csv = new CsvContent(dataset.columns().stream().map(ColumnSummary::name).toList(), out);
        stored(dataset).read(0, dataset.rows(), csv);
        csv.finish();
    }

    /** @throws Problem not-found, or in-use while a run needs the dataset */
    public void delete(String idOrName) {
        var id = get(idOrName).id();
        transaction.executeWithoutResult(status -> {
            var dataset = repository.lockToDelete(id).orElseThrow(Datasets::notFound);
            if (usages.stream().anyMatch(usage -> usage.uses(id))) {
                throw new Problem(ProblemCode.IN_USE, "A queued, running or paused run uses this dataset; end it first");
            }
            dataset.withdraw();
            repository.saveAndFlush(dataset);
        });
        known.forget(id);
        cache.forget(id);
        events.publishEvent(new Deleted(id));
        store.discard(id);
    }

    private Table table(Dataset dataset) {
        return new CachedTable(new StoredTable(chunks(dataset), dataset.columns()), dataset.id(), cache);
    }

    private StoredRows stored(Dataset dataset) {
        return new StoredRows(chunks(dataset), dataset.columns());
    }

    private Chunks chunks(Dataset dataset) {
        return new Chunks(store, dataset.id(), dataset.rows(), dataset.chunkRows());
    }

    /** What is missing is told outside of the transaction, which may be the caller's. */
    private Dataset get(String idOrName) {
        return ready(idOrName).orElseThrow(Datasets::notFound);
    }

    /** No name holds U+0000, and PostgreSQL refuses to be asked for it. */
    private Optional<Dataset> ready(String idOrName) {
        if (idOrName.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        return reading.execute(_ -> known.find(idOrName));
    }

    private static Problem notFound() {
        return Problem.notFound("dataset");
    }
}
