package dev.descent.dataset;

import dev.descent.dataset.format.ColumnPlan;
import dev.descent.dataset.format.Profile;
import dev.descent.dataset.format.RowProblems;
import dev.descent.dataset.format.SizeLimits;
import dev.descent.dataset.generator.Generator;
import dev.descent.dataset.storage.ChunkStore;
import dev.descent.dataset.storage.TableWriter;
import dev.descent.dataset.storage.TableWriter.Stored;
import dev.descent.support.Ids;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.descent.support.security.Tenant;
import dev.descent.support.store.Durability;
import dev.descent.support.store.Storage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads a source, once where it is plain and else twice, to decide and to store, and publishes what it stored. What fails on the way leaves nothing behind. */
@Service
public class DatasetImport implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(DatasetImport.class);
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final DatasetRepository repository;
    private final ChunkStore store;
    private final Storage storage;
    private final DatasetQuota quota;
    private final SizeLimits limits;
    private final Clock clock;
    private final TransactionTemplate alone;
    private final TransactionTemplate joined;

    DatasetImport(DatasetRepository repository, ChunkStore store, Storage storage, DatasetQuota quota, SizeLimits limits, Clock clock, PlatformTransactionManager transactions) {
        this.repository = repository;
        this.store = store;
        this.storage = storage;
        this.quota = quota;
        this.limits = limits;
        this.clock = clock;
        this.joined = new TransactionTemplate(transactions);
        this.alone = Durability.later(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** What would be stored, and everything that stands in the way of it. */
    public Preview preview(NewDataset wanted) {
        return Preview.of(wanted.source(), profile(wanted));
    }

    /** Everything of a dataset is stored, and nobody sees it yet. One that is never published is removed by a later import. */
    public record Unpublished(String id, String name, Stored stored) {}

    /**
     * Stores what a source has, in short transactions of its own.
     *
     * @throws Problem if any row is bad, the name is taken, the data is too large, the quota is used up or the disk is nearly full; nothing is stored then
     */
    public Unpublished store(NewDataset wanted) {
        storage.mustHaveRoom();
        quota.check(0);
        var name = freeName(wanted);
        sweep();
        return storePlain(wanted, name).orElseGet(() -> {
            var profile = profile(wanted);
            profile.problems().refuse();
            return store(name, profile.columns(), profile.decimal(), writer -> wanted.source().read(writer, new RowProblems()));
        });
    }

    /** In the surrounding transaction where there is one. @throws Problem if the name is taken or the quota used up by now; nothing is stored then */
    public DatasetView publish(Unpublished dataset) {
        try {
            return publish(dataset.id(), dataset.name(), dataset.stored());
        } catch (RuntimeException | Error e) {
            if (!TransactionSynchronizationManager.isActualTransactionActive()) {
                discard(dataset.id());
            }
            throw e;
        }
    }

    /** SHA-256 of what would be stored; nothing is. @throws Problem if any row is bad or the data is too large */
    public String digest(NewDataset wanted) {
        var profile = profile(wanted);
        profile.problems().refuse();
        try (var writer = TableWriter.digesting(profile.columns(), profile.decimal())) {
            wanted.source().read(writer, new RowProblems());
            return writer.digest();
        }
    }

    /** In one reading; empty where the source turns out to need the thorough way, which says so if anything is wrong. */
    private Optional<Unpublished> storePlain(NewDataset wanted, String name) {
        return wanted.source().plain(wanted.options()).flatMap(plain -> {
            try {
                return Optional.of(store(name, plain.columns(), '.', writer -> {
                    if (!plain.read(writer)) {
                        throw new NotPlain();
                    }
                }));
            } catch (NotPlain | Problem e) {
                return Optional.empty();
            }
        });
    }

    private static final class NotPlain extends RuntimeException {

        NotPlain() {
            super(null, null, false, false);
        }
    }

    private Unpublished store(String name, List<ColumnPlan> columns, char decimal, Consumer<TableWriter> rows) {
        var dataset = new Dataset(Ids.next(Datasets.PREFIX), TableWriter.chunkRows(columns.size()), clock.instant());
        alone.executeWithoutResult(status -> repository.saveAndFlush(dataset));
        try (var writer = new TableWriter(store, dataset.id(), columns, decimal)) {
            rows.accept(writer);
            return new Unpublished(dataset.id(), name, writer.finish());
        } catch (RuntimeException | Error e) {
            discard(dataset.id());
            throw e;
        }
    }

    private Profile profile(NewDataset wanted) {
        return switch (wanted.source()) {
            case Generator generator -> {
                limits.checkColumns(generator.plan().size());
                limits.checkRows(generator.rows(), generator.plan().size());
                yield Profile.known(generator.plan(), generator.rows());
            }
            default -> Profile.of(wanted.source(), wanted.options(), limits);
        };
    }

    private DatasetView publish(String id, String name, Stored stored) {
        try {
            return joined.execute(status -> {
                quota.check(stored.storedBytes());
                var dataset = repository.lockToPublish(id).orElseThrow(() -> new IllegalStateException("The dataset was swept away while it was written"));
                dataset.publish(name, stored, clock.instant());
                return repository.saveAndFlush(dataset).view();
            });
        } catch (DataIntegrityViolationException e) {
            throw nameTaken(name);
        }
    }

    private String freeName(NewDataset wanted) {
        if (wanted.name() != null) {
            if (repository.existsByName(wanted.name())) {
                throw nameTaken(wanted.name());
            }
            return wanted.name();
        }
        var name = wanted.fallback();
        for (int n = 2; repository.existsByName(name); n++) {
            name = wanted.fallback() + " " + n;
        }
        return name;
    }

    /** Before the first request: in an embedded database whatever is not published belongs to a process that is dead. */
    @Override
    public void afterSingletonsInstantiated() {
        repository.leftBehind(store.isEmbedded() ? clock.instant().plus(ABANDONED) : clock.instant().minus(ABANDONED)).forEach(this::discard);
    }

    /** What a killed process left is removed before the next import; a live one touches its row with every chunk. */
    private void sweep() {
        Tenant.everywhere(() -> repository.leftBehind(clock.instant().minus(ABANDONED))).forEach(this::discard);
    }

    private void discard(String id) {
        try {
            store.discard(id);
        } catch (RuntimeException e) {
            LOG.warn("The unpublished dataset {} could not be removed; the next import will try again", id, e);
        }
    }

    private static Problem nameTaken(String name) {
        return new Problem(ProblemCode.NAME_TAKEN, "There is a dataset named \"" + name + "\" already; choose another name or delete that one");
    }
}
