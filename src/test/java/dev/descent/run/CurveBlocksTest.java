package dev.descent.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.nn.train.EpochResult;
import java.time.Clock;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class CurveBlocksTest {

    private static final int EPOCHS = 3 * CurveBlocks.EPOCHS + 100;

    private final JdbcTemplate jdbc = new JdbcTemplate(database());
    private final EpochRows rows = new EpochRows(jdbc, Clock.systemUTC());
    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void a_curve_of_blocks_is_the_curve_of_the_rows() {
        write("long", 1, EPOCHS, true);
        write("fork", 1000, EPOCHS, false);
        for (String run : new String[] {"long", "fork"}) {
            for (String figure : new String[] {CurveBlocks.CURVE, "trainLoss", "valLoss", "valAccuracy", "learningRate", "gradientNorm", "durationMillis", "valR2"}) {
                var byBlocks = new KnownCurves(rows).of(run, figure);
                var byRows = rows.points(run, figure, 0, Integer.MAX_VALUE);
                assertThat(byBlocks.first()).isEqualTo(byRows.getFirst().epoch());
                assertThat(byBlocks.values()).as("%s of %s", figure, run).containsExactly(byRows.stream().mapToDouble(EpochRows.Point::value).toArray());
            }
        }
    }

    @Test
    void only_the_epochs_behind_the_last_whole_block_are_read_as_rows() {
        write("run", 1, EPOCHS, true);
        var before = new KnownCurves(rows).of("run");
        jdbc.update("delete from run_epoch where run_id = 'run' and epoch <= ?", 3 * CurveBlocks.EPOCHS);
        assertThat(new KnownCurves(rows).of("run").values()).containsExactly(before.values());
    }

    @Test
    void a_run_that_began_before_there_were_blocks_keeps_its_first_epochs() {
        write("old", 1, EPOCHS, true);
        var before = new KnownCurves(rows).of("old");
        jdbc.update("delete from run_curve where run_id = 'old' and first_epoch < ?", 2 * CurveBlocks.EPOCHS);
        assertThat(new KnownCurves(rows).of("old").values()).containsExactly(before.values());
    }

    @Test
    void a_curve_that_is_known_grows_over_the_end_of_a_block() {
        var known = new KnownCurves(rows);
        write("growing", 1, 2000, true);
        assertThat(known.of("growing").values()).hasSize(2000);
        write("growing", 2001, 4200, true);
        assertThat(known.of("growing").values()).containsExactly(new KnownCurves(rows).of("growing").values());
    }

    /** In batches of any size. */
    private void write(String run, int first, int last, boolean validated) {
        for (int from = first; from <= last; ) {
            int to = Math.min(last, from + random.nextInt(1, 3000));
            rows.insert(run, 1, from, IntStream.rangeClosed(from, to).mapToObj(epoch -> epoch(epoch, validated)).toList(), System.nanoTime());
            from = to + 1;
        }
    }

    private EpochResult epoch(int epoch, boolean validated) {
        double loss = epoch % 97 == 0 ? Double.NaN : random.nextDouble();
        return RESULT.of(epoch, loss, validated ? random.nextDouble() : null);
    }

    private static final Results RESULT = (epoch, loss, validation) -> new EpochResult(epoch, loss, validation, Map.of(), 0.1, 1, 0.01, 10);

    private interface Results {
        EpochResult of(int epoch, double loss, Double validation);
    }

    private static JdbcDataSource database() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:blocks;MODE=PostgreSQL;DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(database).locations("classpath:db/migration").load().migrate();
        return database;
    }
}
