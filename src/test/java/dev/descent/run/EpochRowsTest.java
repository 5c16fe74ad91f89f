package dev.descent.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.nn.loss.Metric;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

class EpochRowsTest {

    /** A run has millions of epochs: the embedded database sorts all of them for each page where it does not see that its index has the order. */
    @Test
    void every_ordered_reading_of_a_run_goes_along_the_key() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:epochs;MODE=PostgreSQL;DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(database).locations("classpath:db/migration").load().migrate();
        var asked = new ArrayList<String>();
        var jdbc = new JdbcTemplate(ProxyDataSourceBuilder.create(database)
                .afterQuery((_, queries) -> queries.forEach(query -> asked.add(query.getQuery()))).build());
        var epochs = new EpochRows(jdbc, Clock.systemUTC());
        jdbc.update("insert into run_epoch (run_id, epoch, seq, attempt, happened_at, train_loss, metrics, learning_rate, gradient_norm, duration_millis)"
                + " values ('r', 1, 3, 1, current_timestamp, 1, '', 1, 1, 1)");

        assertThat(epochs.page("r", 0, 10)).hasSize(1);
        assertThat(epochs.events("r", 0, 0, 10)).hasSize(1);
        assertThat(epochs.points("r", CurveBlocks.CURVE, 0, Integer.MAX_VALUE)).hasSize(1);
        epochs.best("r", Metric.VAL_ACCURACY, true, 10);
        new EventRows(jdbc, JsonMapper.builder().build(), _ -> {}, Clock.systemUTC()).after("r", 0, 10);

        List<String> ordered = asked.stream().filter(sql -> sql.contains("order by")).distinct().toList();
        assertThat(ordered).hasSize(5);
        var plain = new JdbcTemplate(database);
        assertThat(ordered).allSatisfy(sql -> assertThat(plain.queryForObject("explain " + sql.replaceFirst("\\?", "'r'").replace("?", "1"), String.class)).contains("index sorted"));
    }
}
