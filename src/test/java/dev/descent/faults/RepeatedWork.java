package dev.descent.faults;

import java.sql.Connection;
import java.sql.SQLException;

/** What was trained a second time after a fault, as far as epochs on record were: work, from the rows that a run leaves. */
record RepeatedWork(int epochs, double millis) {

    private static final String QUERY = """
            select count(e.epoch), sum(e.duration_millis) from run_event r left join run_epoch e on e.run_id = r.run_id and e.seq < r.seq
                and e.epoch > cast(substring(r.data_json from position('"epoch":' in r.data_json) + 8 for position(',"batch":' in r.data_json) - position('"epoch":' in r.data_json) - 8) as integer)
            where r.type = 'checkpoint' and r.data_json like '{"restored":true,%' group by r.run_id, r.seq order by 2 desc nulls last, 1 desc limit 1""";

    /** The largest of all that were restored. */
    static RepeatedWork most(Connection database) throws SQLException {
        try (var statement = database.createStatement(); var rows = statement.executeQuery(QUERY)) {
            return rows.next() ? new RepeatedWork(rows.getInt(1), rows.getDouble(2)) : new RepeatedWork(0, 0);
        }
    }

    /** Of the matrix: at most an epoch or a minute, whichever is more. */
    boolean isLittle() {
        return epochs <= 1 || millis <= 60_000;
    }

    @Override
    public String toString() {
        return epochs + " epochs, " + Math.round(millis) + " ms of training repeated at most";
    }
}
