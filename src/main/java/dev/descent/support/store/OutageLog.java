package dev.descent.support.store;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * What is said while the database is away: one line in five seconds, whoever says it and however many do. The polls and heartbeats of the queue
 * and each request would print a stack trace every few seconds otherwise, all of them alike.
 */
@Component
class OutageLog extends TurboFilter implements InitializingBean, DisposableBean {

    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final AtomicLong told = new AtomicLong(System.nanoTime() - SILENCE_NANOS);
    private final AtomicInteger untold = new AtomicInteger();

    @Override
    public void afterPropertiesSet() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            start();
            context.addTurboFilter(this);
        }
    }

    @Override
    public void destroy() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getTurboFilterList().remove(this);
        }
    }

    @Override
    public FilterReply decide(Marker marker, Logger logger, Level level, String format, Object[] arguments, Throwable given) {
        var outage = level.isGreaterOrEqual(Level.INFO) ? outage(given != null ? given : last(arguments)) : null;
        if (outage == null) {
            return FilterReply.NEUTRAL;
        }
        tell(logger, level, MessageFormatter.arrayFormat(format, arguments).getMessage(), outage);
        return FilterReply.DENY;
    }

    private void tell(Logger logger, Level level, String message, SQLException outage) {
        long last = told.get();
        long now = System.nanoTime();
        if (now - last >= SILENCE_NANOS && told.compareAndSet(last, now)) {
            int more = untold.getAndSet(0);
            var line = message + " (the database is away: " + outage.getMessage() + (more == 0 ? ")" : "; " + more + " lines like this one were left out)");
            logger.log(null, OutageLog.class.getName(), Level.toLocationAwareLoggerInteger(level), line, null, null);
        } else {
            untold.incrementAndGet();
        }
    }

    /** A logger takes an exception as the last of its arguments, too. */
    private static Throwable last(Object[] arguments) {
        return arguments != null && arguments.length > 0 && arguments[arguments.length - 1] instanceof Throwable last ? last : null;
    }

    /** The lost connection that caused this; null where something else did. */
    private static SQLException outage(Throwable thrown) {
        int depth = 0;
        for (var cause = thrown; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof SQLException lost && isOutage(lost)) {
                return lost;
            }
        }
        return null;
    }

    /** Class 08 is a connection that failed, 57P a server that shuts down or starts; the pool has none to give, or one that it has taken back. */
    private static boolean isOutage(SQLException e) {
        var state = e.getSQLState() == null ? "" : e.getSQLState();
        return e instanceof SQLTransientConnectionException || state.startsWith("08") || state.startsWith("57P") || "Connection is closed".equals(e.getMessage());
    }
}
