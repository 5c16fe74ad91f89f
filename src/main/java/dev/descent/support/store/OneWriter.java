package dev.descent.support.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.dao.QueryTimeoutException;

/**
 * Lets one transaction write at a time, from its first write to its end; readers never wait. The embedded database stores the trees of its
 * tables one after the other, while others may change them: a process that dies then leaves transactions behind of which some tables know
 * and others do not (<a href="https://github.com/h2database/h2database/issues/2080">H2, issue 2080</a>). Where nobody else writes while a
 * commit is stored, what it stores is whole.
 */
final class OneWriter implements QueryExecutionListener, MethodExecutionListener {

    /** A transaction here takes milliseconds; one that waits for another thread which wants to write is let go again. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Set<String> writing = ConcurrentHashMap.newKeySet();
    private final Duration patience;

    private OneWriter(Duration patience) {
        this.patience = patience;
    }

    static DataSource guard(DataSource database) {
        return guard(database, PATIENCE);
    }

    /** @param patience with the writer before; {@link QueryTimeoutException} after it */
    static DataSource guard(DataSource database, Duration patience) {
        var writer = new OneWriter(patience);
        return ProxyDataSourceBuilder.create(database).listener(writer).methodListener(writer).build();
    }

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        if (queries.stream().anyMatch(query -> writes(query.getQuery()))) {
            begin(execution.getConnectionId());
        }
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        if (writing.contains(execution.getConnectionId()) && commitsItself(execution)) {
            end(execution.getConnectionId());
        }
    }

    @Override
    public void beforeMethod(MethodExecutionContext call) {}

    @Override
    public void afterMethod(MethodExecutionContext call) {
        if (call.getTarget() instanceof Connection && endsTransaction(call)) {
            end(call.getConnectionInfo().getConnectionId());
        }
    }

    /** A row that is locked is a write, too. */
    private static boolean writes(String sql) {
        var text = sql.stripLeading().toLowerCase(Locale.ROOT);
        boolean reads = text.startsWith("select") || text.startsWith("with");
        return !reads || text.contains("for update") || text.contains("for no key update");
    }

    private static boolean commitsItself(ExecutionInfo execution) {
        try {
            return execution.getStatement().getConnection().getAutoCommit();
        } catch (SQLException broken) {
            // Whoever uses it closes it next.
            return false;
        }
    }

    /** A commit that failed is taken back when the connection is closed. */
    private static boolean endsTransaction(MethodExecutionContext call) {
        var arguments = call.getMethodArgs();
        boolean whole = arguments == null || arguments.length == 0;
        return switch (call.getMethod().getName()) {
            case "commit", "rollback" -> whole && call.getThrown() == null;
            case "setAutoCommit" -> Boolean.TRUE.equals(arguments[0]) && call.getThrown() == null;
            case "close" -> true;
            default -> false;
        };
    }

    private void begin(String connection) {
        if (!writing.contains(connection)) {
            acquire();
            writing.add(connection);
        }
    }

    /** Another transaction of the same thread, inside of the first, writes along with it. */
    private void acquire() {
        try {
            if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new QueryTimeoutException("Another transaction has been writing for " + patience.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            throw new QueryTimeoutException("Interrupted while another transaction writes", e);
        }
    }

    private void end(String connection) {
        if (writing.remove(connection)) {
            lock.unlock();
        }
    }
}
