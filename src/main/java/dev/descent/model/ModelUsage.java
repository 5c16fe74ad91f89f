package dev.descent.model;

import dev.descent.support.Usage;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Models that a tenant keeps. */
@Component
class ModelUsage implements Usage {

    private final JdbcTemplate jdbc;

    ModelUsage(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Long> of(String tenant) {
        return Map.of("models", models(tenant));
    }

    long models(String tenant) {
        return jdbc.queryForObject("select count(*) from model where tenant = ?", Long.class, tenant);
    }
}
