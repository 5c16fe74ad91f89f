package dev.descent.run;

import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How many runs there are in each status. */
@Component
public class RunCounts {

    private final JdbcTemplate jdbc;

    RunCounts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public Map<RunStatus, Long> byStatus() {
        var counts = new EnumMap<RunStatus, Long>(RunStatus.class);
        jdbc.query("select status, count(*) from run group by status", row -> {
            counts.put(RunStatus.valueOf(row.getString(1)), row.getLong(2));
        });
        return counts;
    }
}
