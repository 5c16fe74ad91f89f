package dev.descent.sweep;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Repository;

/** The table of trials. Its rows are read and written many at a time, so no entity stands for one. */
@Repository
class TrialRows {

    private static final String INSERT = "insert into sweep_trial (sweep_id, trial, bracket, run_id, parameters, legs, rung_values, outcome)"
            + " values (?, ?, ?, ?, ?, ?, '', 'OPEN')";
    private static final String UPDATE = "update sweep_trial set legs = ?, rung_values = ?, outcome = ?, best_value = ?, stopped_at_rung = ?"
            + " where sweep_id = ? and trial = ?";
    private static final String COUNT = "select trial.sweep_id, count(*),"
            + " coalesce(sum(case when run.status in ('QUEUED', 'RUNNING', 'PAUSING', 'CANCELLING') then 1 else 0 end), 0),"
            + " coalesce(sum(case when trial.outcome <> 'OPEN' then 1 else 0 end), 0)"
            + " from sweep_trial trial left join run on run.id = trial.run_id where trial.sweep_id in (%s) group by trial.sweep_id";
    private static final String NO_VALUE = "-";
    private static final int BATCH = 1000;

    private final JdbcTemplate jdbc;

    TrialRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void insert(String sweep, List<Trial> trials) {
        jdbc.batchUpdate(INSERT, trials, BATCH, (row, trial) -> {
            row.setString(1, sweep);
            row.setInt(2, trial.number());
            row.setInt(3, trial.bracket());
            row.setString(4, trial.run());
            row.setString(5, trial.parameters());
            row.setInt(6, trial.legs());
        });
    }

    void update(String sweep, List<Trial> trials) {
        jdbc.batchUpdate(UPDATE, trials, BATCH, (row, trial) -> {
            row.setInt(1, trial.legs());
            row.setString(2, text(trial.rungValues()));
            row.setString(3, trial.outcome().name());
            row.setObject(4, trial.value());
            row.setObject(5, trial.stoppedAtRung());
            row.setString(6, sweep);
            row.setInt(7, trial.number());
        });
    }

    /** In their order. */
    List<Trial> of(String sweep) {
        return jdbc.query("select trial, bracket, run_id, parameters, legs, rung_values, outcome, best_value, stopped_at_rung from sweep_trial"
                + " where sweep_id = ? order by trial", (row, _) -> trial(row), sweep);
    }

    int count(String sweep) {
        return jdbc.queryForObject("select count(*) from sweep_trial where sweep_id = ?", Integer.class, sweep);
    }

    SweepView.Counts counts(String sweep) {
        return counts(List.of(sweep)).get(sweep);
    }

    /** By sweep. @param sweeps of one page */
    Map<String, SweepView.Counts> counts(List<String> sweeps) {
        var counts = new HashMap<String, SweepView.Counts>();
        sweeps.forEach(sweep -> counts.put(sweep, SweepView.Counts.GONE));
        if (!sweeps.isEmpty()) {
            var marks = String.join(",", Collections.nCopies(sweeps.size(), "?"));
            jdbc.query(COUNT.formatted(marks), (RowCallbackHandler) row ->
                    counts.put(row.getString(1), new SweepView.Counts(row.getInt(2), row.getInt(3), row.getInt(4))), sweeps.toArray());
        }
        return counts;
    }

    void delete(String sweep) {
        jdbc.update("delete from sweep_trial where sweep_id = ?", sweep);
    }

    private static Trial trial(ResultSet row) throws SQLException {
        return new Trial(row.getInt(1), row.getInt(2), row.getString(3), row.getString(4), row.getInt(5), values(row.getString(6)),
                Outcome.valueOf(row.getString(7)), row.getObject(8, Double.class), row.getObject(9, Integer.class));
    }

    private static String text(List<Double> values) {
        return values.stream().map(value -> value == null ? NO_VALUE : value.toString()).collect(Collectors.joining(" "));
    }

    private static List<Double> values(String text) {
        return text.isEmpty() ? List.of()
                : Collections.unmodifiableList(Arrays.stream(text.split(" ")).map(value -> value.equals(NO_VALUE) ? null : Double.valueOf(value)).collect(Collectors.toList()));
    }
}
