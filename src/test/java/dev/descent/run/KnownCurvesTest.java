package dev.descent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

class KnownCurvesTest {

    private final JdbcTemplate jdbc = new JdbcTemplate(new SimpleDriverDataSource(new org.h2.Driver(), "jdbc:h2:mem:known curves;MODE=PostgreSQL;DB_CLOSE_DELAY=-1"));
    private final KnownCurves curves = new KnownCurves(new EpochRows(jdbc, Clock.systemUTC()));

    @BeforeEach
    void create() {
        jdbc.execute("drop table if exists run_epoch");
        jdbc.execute("create table if not exists run_curve (run_id varchar(30), figure varchar(40), first_epoch integer, data bytea)");
        jdbc.execute("create table run_epoch (run_id varchar(30), epoch integer, train_loss double precision, val_loss double precision)");
    }

    @Test
    void a_curve_that_was_looked_at_is_read_from_its_last_epoch_on() {
        write("run", 1, 0.5);
        write("run", 2, 0.4);
        assertThat(curves.of("run").values()).containsExactly(0.5, 0.4);
        jdbc.update("delete from run_epoch");
        write("run", 3, 0.3);
        assertThat(curves.of("run").values()).as("what was known, and what came since").containsExactly(0.5, 0.4, 0.3);
        assertThat(curves.of("run").after(2).first()).isEqualTo(3);
        assertThat(curves.of("run").after(2).values()).containsExactly(0.3);
        assertThat(curves.of("run").after(7).values()).isEmpty();
    }

    @Test
    void a_fork_begins_where_its_first_own_epoch_does() {
        write("fork", 8, 0.5);
        write("fork", 9, 0.4);
        assertThat(curves.of("fork").first()).isEqualTo(8);
        assertThat(curves.of("fork").after(8).values()).containsExactly(0.4);
    }

    @Test
    void of_many_runs_those_that_were_looked_at_lately_are_known() {
        write("first", 1, 0.5);
        write("second", 1, 0.5);
        curves.of("first");
        curves.of("second");
        curves.of("first");
        IntStream.range(1, KnownCurves.MOST_CURVES).forEach(run -> curves.of("queued " + run));
        jdbc.update("delete from run_epoch");
        assertThat(curves.of("first").values()).hasSize(1);
        assertThat(curves.of("second").values()).isEmpty();
    }

    private void write(String run, int epoch, double loss) {
        jdbc.update("insert into run_epoch values (?, ?, ?, null)", run, epoch, loss);
    }
}
