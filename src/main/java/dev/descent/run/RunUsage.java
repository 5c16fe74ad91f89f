package dev.descent.run;

import dev.descent.support.Usage;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Runs of a tenant that wait or train; those that rest or have ended are in nobody's way. */
@Component
class RunUsage implements Usage {

    private final JdbcTemplate jdbc;

    RunUsage(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Long> of(String tenant) {
        return Map.of("queued", queued(tenant),
                "running", count("status in ('RUNNING', 'CANCELLING', 'PAUSING')", tenant));
    }

    long queued(String tenant) {
        return count("status = 'QUEUED'", tenant);
    }

    private long count(String which, String tenant) {
        return jdbc.queryForObject("select count(*) from run where " + which + " and tenant = ?", Long.class, tenant);
    }
}
