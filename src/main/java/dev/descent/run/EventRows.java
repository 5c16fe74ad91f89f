package dev.descent.run;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The table of events that are no epochs. */
@Repository
class EventRows {

    /** In one statement. */
    private static final int IDS = 500;

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    EventRows(JdbcTemplate jdbc, JsonMapper json, ApplicationEventPublisher publisher, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Writes what happened to the run since it was loaded; its row must be locked by this transaction. */
    void write(Run run) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var taken = run.takeNews();
        jdbc.batchUpdate("insert into run_event (run_id, seq, type, happened_at, attempt, data_json) values (?, ?, ?, ?, ?, ?)", taken, 100,
                (row, news) -> {
                    row.setString(1, run.id());
                    row.setLong(2, news.seq());
                    row.setString(3, news.type());
                    row.setObject(4, now);
                    row.setInt(5, run.attempt());
                    row.setString(6, json.writeValueAsString(news.data()));
                });
        taken.stream().filter(news -> news.type().equals("status")).forEach(news -> publisher.publishEvent(new TransitionLog.Moved(run.id(), run.attempt(), news.data())));
        if (run.sweep() != null && run.isAtRest()) {
            publisher.publishEvent(new Trials.CameToRest(run.sweep()));
        }
    }

    List<RunEvent> after(String run, long seq, int limit) {
        return jdbc.query("select seq, type, happened_at, attempt, data_json from run_event where run_id = ? and seq > ? order by run_id, seq limit ?",
                (row, _) -> new RunEvent(row.getLong(1), row.getString(2), row.getObject(3, OffsetDateTime.class).toInstant(), row.getInt(4),
                        row.getString(5), null), run, seq, limit);
    }

    Map<String, Long> lastSeqs(List<String> runs) {
        var found = new HashMap<String, Long>();
        for (int from = 0; from < runs.size(); from += IDS) {
            var part = runs.subList(from, Math.min(runs.size(), from + IDS));
            var marks = String.join(",", Collections.nCopies(part.size(), "?"));
            jdbc.query("select id, event_seq from run where id in (" + marks + ")", (RowCallbackHandler) row -> found.put(row.getString(1), row.getLong(2)), part.toArray());
        }
        return found;
    }

    /** How many there are up to and with this number. */
    long countUpTo(String run, long seq) {
        return jdbc.queryForObject("select count(*) from run_event where run_id = ? and seq <= ?", Long.class, run, seq);
    }
}
