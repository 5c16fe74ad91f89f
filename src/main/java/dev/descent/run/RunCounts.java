package dev.descent.run;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** How many runs there are in each status, and since when the one that waits longest does. */
@Component
public class RunCounts {

    /** The first part reads an index only, the second the runs that wait. */
    private static final String CENSUS = "select status, count(*), cast(null as timestamp(6) with time zone) from run group by status"
            + " union all select status, 0, min(queued_at) from run where status = 'QUEUED' group by status";

    private final JdbcTemplate jdbc;

    RunCounts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param waitingSince when the run that waits longest began to; null where none waits */
    public record Census(Map<RunStatus, Long> runs, Instant waitingSince) {

        public long count(RunStatus status) {
            return runs.getOrDefault(status, 0L);
        }
    }

    /** Of all nodes, as of one query. */
    public Census take() {
        var runs = new EnumMap<RunStatus, Long>(RunStatus.class);
        var oldest = new OffsetDateTime[1];
        jdbc.query(CENSUS, (RowCallbackHandler) row -> {
            runs.merge(RunStatus.valueOf(row.getString(1)), row.getLong(2), Long::sum);
            oldest[0] = row.getObject(3, OffsetDateTime.class) == null ? oldest[0] : row.getObject(3, OffsetDateTime.class);
        });
        return new Census(runs, oldest[0] == null ? null : oldest[0].toInstant());
    }
}
