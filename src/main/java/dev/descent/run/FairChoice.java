package dev.descent.run;

import dev.descent.support.Allowance;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Finds the waiting run whose turn it is: one of the tenant that trains fewest, of several such the one that this node served longest ago,
 * or all of them would wait for the one that came first where there is one slot. Of a tenant's runs it is the most urgent, and of those the
 * one that has waited longest. A tenant that trains as many as it may is passed over. Each look goes along an index to its one row, however
 * many wait.
 */
@Component
class FairChoice {

    private static final String NEXT_TENANT = "select tenant from run where status = 'QUEUED' and tenant > ? order by status, tenant limit 1";
    private static final String TRAINING = "select tenant, count(*) as runs from run where status in ('RUNNING', 'CANCELLING', 'PAUSING') group by tenant";
    // H2 takes an index for the order only if the order begins where the index does.
    private static final String FIRST = "select id, attempt, tenant, memory_bytes, priority, turn_at from run where status = 'QUEUED' and tenant = ?"
            + " and memory_bytes <= ? order by status, tenant, priority desc, turn_at, id limit 1";
    private static final int MOST_REMEMBERED = 10_000;
    private static final Comparator<Candidate> URGENCY = Comparator.comparingInt(Candidate::priority).reversed()
            .thenComparing(Candidate::turnAt).thenComparing(Candidate::id);

    private final JdbcTemplate jdbc;
    private final int most;
    private final ConcurrentHashMap<String, Long> served = new ConcurrentHashMap<>();
    private final AtomicLong turn = new AtomicLong();

    FairChoice(JdbcTemplate jdbc, Allowance allowance) {
        this.jdbc = jdbc;
        this.most = allowance.quotas().running();
    }

    /** @param training runs of its tenant that train now */
    record Candidate(String id, int attempt, String tenant, long memoryBytes, int priority, Instant turnAt, long training) {}

    /** Whose turn comes first, but for the runs themselves. @param served number of the last claim of the tenant on this node; 0 for none */
    private record Place(long training, long served) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            return Comparator.comparingLong(Place::training).thenComparingLong(Place::served).compare(this, other);
        }
    }

    /** @param memoryBytes of the heap that it may take */
    Optional<Candidate> first(long memoryBytes) {
        var training = training();
        var waiting = waiting().stream().collect(Collectors.groupingBy(
                tenant -> new Place(training.getOrDefault(tenant, 0L), served.getOrDefault(tenant, 0L)), TreeMap::new, Collectors.toList()));
        return waiting.headMap(new Place(most, 0)).entrySet().stream()
                .map(group -> mostUrgent(group.getValue(), memoryBytes, group.getKey().training())).flatMap(Optional::stream).findFirst();
    }

    /** A run of this tenant was taken. */
    void served(String tenant) {
        if (served.size() >= MOST_REMEMBERED) {
            served.clear();
        }
        served.put(tenant, turn.incrementAndGet());
    }

    /** Runs that are with workers, by tenant. */
    Map<String, Long> training() {
        var training = new HashMap<String, Long>();
        jdbc.query(TRAINING, row -> {
            training.put(row.getString("tenant"), row.getLong("runs"));
        });
        return training;
    }

    private List<String> waiting() {
        var found = new ArrayList<String>();
        for (var next = after(""); next.isPresent(); next = after(next.get())) {
            found.add(next.get());
        }
        return found;
    }

    private Optional<String> after(String tenant) {
        return jdbc.queryForList(NEXT_TENANT, String.class, tenant).stream().findFirst();
    }

    private Optional<Candidate> mostUrgent(List<String> tenants, long memoryBytes, long training) {
        return tenants.stream().flatMap(tenant -> jdbc.query(FIRST, (row, _) -> candidate(row, training), tenant, memoryBytes).stream()).min(URGENCY);
    }

    private static Candidate candidate(ResultSet row, long training) throws SQLException {
        return new Candidate(row.getString("id"), row.getInt("attempt"), row.getString("tenant"), row.getLong("memory_bytes"), row.getInt("priority"),
                row.getObject("turn_at", OffsetDateTime.class).toInstant(), training);
    }
}
