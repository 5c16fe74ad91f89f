package dev.descent.run;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Inserts the rows of new runs in the surrounding transaction, but past its entity manager, which would look at each of them again at each flush. */
@Repository
class RunRows {

    private final JdbcTemplate jdbc;
    private final SessionFactory sessions;

    RunRows(JdbcTemplate jdbc, EntityManagerFactory sessions) {
        this.jdbc = jdbc;
        this.sessions = sessions.unwrap(SessionFactory.class);
    }

    void insert(Run run) {
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            try (var session = sessions.openStatelessSession(connection)) {
                session.insert(run);
            }
            return null;
        });
    }
}
