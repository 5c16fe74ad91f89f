package dev.descent.support.store;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutageLogTest {

    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();

    @BeforeEach
    void listen() {
        var filter = new OutageLog();
        filter.start();
        context.addTurboFilter(filter);
        written.start();
        context.getLogger("ROOT").addAppender(written);
    }

    @Test
    void a_database_that_is_away_is_told_of_once_without_a_stack_trace() {
        var log = context.getLogger("queue");
        log.error("Unhandled exception.", new IllegalStateException(new SQLTransientConnectionException("none to give")));
        log.error("Heartbeat of {} failed", "a", new IllegalStateException(new SQLException("gone", "08006")));
        log.info("Once more", new SQLException("The server shuts down", "57P01"));
        assertThat(written.list).hasSize(1);
        assertThat(written.list.getFirst().getFormattedMessage()).isEqualTo("Unhandled exception. (the database is away: none to give)");
        assertThat(written.list.getFirst().getThrowableProxy()).isNull();
    }

    @Test
    void everything_else_is_told_as_it_was() {
        var log = context.getLogger("other");
        log.error("A mistake", new SQLException("duplicate", "23505"));
        log.warn("No exception");
        assertThat(written.list).hasSize(2);
        assertThat(written.list.getFirst().getThrowableProxy()).isNotNull();
    }
}
