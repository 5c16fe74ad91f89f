package dev.descent.dataset;

import dev.descent.dataset.storage.ChunkStore;
import dev.descent.support.Ids;
import dev.descent.support.security.Tenant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The rows of the datasets that were asked for last: every submission asks for one, and many for the same. What a row says never changes
 * while it is READY; whether it still is, and which one has a name, is asked of the database each time.
 */
@Component
class KnownDatasets {

    private static final int MOST_COLUMNS = 16_384;
    private static final String READY = "select id, tenant from dataset where id = ? and state = 'READY'";
    /** Only what is READY has a name. */
    private static final String NAMED = "select id from dataset where tenant = ? and name = ?";

    private final DatasetRepository repository;
    private final JdbcTemplate jdbc;
    private final String lockReady;
    private final Map<String, Dataset> known = new LinkedHashMap<>(16, 0.75f, true);
    private int columns;

    KnownDatasets(DatasetRepository repository, JdbcTemplate jdbc, ChunkStore store) {
        this.repository = repository;
        this.jdbc = jdbc;
        // H2 has no lock that several may hold.
        this.lockReady = READY + (store.isEmbedded() ? " for update" : " for share");
    }

    /** By id or by name, in the surrounding transaction. */
    Optional<Dataset> find(String idOrName) {
        var byId = Ids.hasForm(idOrName, Datasets.PREFIX) ? ready(READY, idOrName) : Optional.<String>empty();
        return byId.or(() -> named(idOrName)).flatMap(this::row);
    }

    /** Of a dataset that was found in the surrounding transaction. */
    Optional<Dataset> row(String id) {
        var row = known(id);
        return row.isPresent() ? row : repository.findById(id).filter(Dataset::isReady).map(this::keep);
    }

    /** Whether it is READY, and stays so until the surrounding transaction ends. */
    boolean lock(String id) {
        return ready(lockReady, id).isPresent();
    }

    synchronized void forget(String id) {
        var gone = known.remove(id);
        columns -= gone == null ? 0 : gone.columns().size();
    }

    private Optional<String> ready(String query, String id) {
        var asking = Tenant.current();
        return jdbc.query(query, (row, _) -> asking.sees(row.getString(2)) ? row.getString(1) : null, id).stream().filter(Objects::nonNull).findFirst();
    }

    private Optional<String> named(String name) {
        return jdbc.queryForList(NAMED, String.class, Tenant.owner(), name).stream().findFirst();
    }

    private synchronized Optional<Dataset> known(String id) {
        return Optional.ofNullable(known.get(id));
    }

    private synchronized Dataset keep(Dataset row) {
        if (known.put(row.id(), row) == null) {
            columns += row.columns().size();
        }
        for (var oldest = known.values().iterator(); columns > MOST_COLUMNS && oldest.hasNext(); ) {
            columns -= oldest.next().columns().size();
            oldest.remove();
        }
        return row;
    }
}
