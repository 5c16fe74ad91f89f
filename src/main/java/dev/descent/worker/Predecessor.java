package dev.descent.worker;

import dev.descent.run.Claims;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The process that had the embedded database before: this one has locked its file, so that one is dead. On other databases missing heartbeats tell. */
@Component
class Predecessor {

    private static final Logger LOG = LoggerFactory.getLogger(Predecessor.class);

    private final Claims claims;
    private final JdbcTemplate jdbc;

    Predecessor(Claims claims, JdbcTemplate jdbc) {
        this.claims = claims;
        this.jdbc = jdbc;
    }

    /** Whatever it held is free again. */
    void letGo() {
        int freed = isEmbedded() ? claims.abandonAll() : 0;
        if (freed > 0) {
            LOG.info("{} runs of the process before were under way; they go on from their last checkpoints", freed);
        }
    }

    private boolean isEmbedded() {
        return "H2".equals(jdbc.execute((ConnectionCallback<String>) connection -> connection.getMetaData().getDatabaseProductName()));
    }
}
