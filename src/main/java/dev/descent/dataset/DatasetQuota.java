package dev.descent.dataset;

import dev.descent.support.Allowance;
import dev.descent.support.Problem;
import dev.descent.support.Quotas;
import dev.descent.support.Usage;
import dev.descent.support.security.Tenant;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Datasets that a tenant keeps, and whether there may be one more. */
@Component
class DatasetQuota implements Usage {

    private final JdbcTemplate jdbc;
    private final Quotas quotas;

    DatasetQuota(JdbcTemplate jdbc, Allowance allowance) {
        this.jdbc = jdbc;
        this.quotas = allowance.quotas();
    }

    @Override
    public Map<String, Long> of(String tenant) {
        return jdbc.queryForObject("select count(*), coalesce(sum(stored_bytes), 0) from dataset where state = 'READY' and tenant = ?",
                (row, _) -> Map.of("datasets", row.getLong(1), "bytes", row.getLong(2)), tenant);
    }

    /** @param bytes that one more takes in storage; 0 where that is not known yet. @throws Problem quota-exceeded */
    void check(long bytes) {
        if (!quotas.areNone()) {
            var has = of(Tenant.owner());
            Quotas.check("datasets", quotas.datasets(), has.get("datasets"), 1);
            Quotas.check("bytes of datasets", quotas.bytes().toBytes(), has.get("bytes"), bytes);
        }
    }
}
