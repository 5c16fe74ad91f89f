package dev.descent.run;

import dev.descent.nn.loss.Metric;
import dev.descent.nn.train.EpochResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The table of epochs. It is written in batches and may be long, so no entity stands for a row. */
@Repository
class EpochRows {

    private static final String INSERT = "insert into run_epoch (run_id, epoch, seq, attempt, happened_at, train_loss, val_loss, metrics,"
            + " learning_rate, gradient_norm, duration_millis) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String SELECT = "select epoch, seq, attempt, happened_at, train_loss, val_loss, metrics, learning_rate, gradient_norm,"
            + " duration_millis from run_epoch where run_id = ? ";
    /** With the column that is the same for all of them: by the second one of its key alone the embedded database would sort all that follow. */
    private static final String IN_ORDER = " order by run_id, epoch";
    private static final int BATCH = 1000;
    private static final int PAGE = 10_000;

    private final JdbcTemplate jdbc;
    private final CurveBlocks blocks;
    private final Clock clock;

    EpochRows(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.blocks = new CurveBlocks(jdbc);
        this.clock = clock;
    }

    /** @param value of a figure, NaN where the epoch has none */
    record Point(int epoch, double value) {}

    /** An epoch with what makes it an event. */
    record Entry(EpochView view, int attempt, OffsetDateTime at) {}

    /** Each happened when it ended, which is the durations of those before it after the first one did. @param firstEnded reading of {@link System#nanoTime} */
    void insert(String run, int attempt, long firstSeq, List<EpochResult> epochs, long firstEnded) {
        var began = clock.instant().minusNanos(System.nanoTime() - firstEnded).minusNanos(nanos(epochs.getFirst())).atOffset(ZoneOffset.UTC);
        var elapsed = new AtomicLong();
        int first = epochs.getFirst().epoch();
        jdbc.batchUpdate(INSERT, epochs, BATCH, (row, epoch) -> {
            row.setString(1, run);
            row.setInt(2, epoch.epoch());
            row.setLong(3, firstSeq + epoch.epoch() - first);
            row.setInt(4, attempt);
            row.setObject(5, began.plusNanos(elapsed.addAndGet(nanos(epoch))));
            row.setDouble(6, epoch.trainLoss());
            row.setObject(7, epoch.valLoss());
            row.setString(8, MetricsText.write(epoch.metrics()));
            row.setDouble(9, epoch.learningRate());
            row.setDouble(10, epoch.gradientNorm());
            row.setDouble(11, epoch.durationMillis());
        });
        writeBlocks(run, first, epochs.getLast().epoch());
    }

    private void writeBlocks(String run, int first, int last) {
        for (int before = (first - 1) / CurveBlocks.EPOCHS * CurveBlocks.EPOCHS; before + CurveBlocks.EPOCHS <= last; before += CurveBlocks.EPOCHS) {
            int end = before + CurveBlocks.EPOCHS;
            blocks.write(run, page(run, before, CurveBlocks.EPOCHS).stream().filter(epoch -> epoch.epoch() <= end).toList());
        }
    }

    private static long nanos(EpochResult epoch) {
        return (long) (1e6 * epoch.durationMillis());
    }

    List<EpochView> page(String run, int after, int limit) {
        return jdbc.query(SELECT + "and epoch > ?" + IN_ORDER + " limit ?", (row, _) -> view(row), run, after, limit);
    }

    /**
     * The epochs behind an event. Epochs and other events share one gapless sequence and epochs are contiguous, so the number of the
     * other events tells which epoch comes next; an index over seq would cost more than all that is read by it.
     *
     * @param others events up to and with {@code afterSeq} that are no epochs
     */
    List<Entry> events(String run, long afterSeq, long others, int limit) {
        var first = page(run, 0, 1);
        return first.isEmpty() ? List.of() : jdbc.query(SELECT + "and epoch >= ?" + IN_ORDER + " limit ?",
                (row, _) -> new Entry(view(row), row.getInt("attempt"), row.getObject("happened_at", OffsetDateTime.class)),
                run, first.getFirst().epoch() + afterSeq - others, limit);
    }

    List<CurveBlocks.Block> blocks(String run, String figure, int after) {
        return blocks.after(run, figure, after);
    }

    /** Of the epochs between these two. */
    List<Point> points(String run, String figure, int after, int before) {
        var column = switch (figure) {
            case CurveBlocks.CURVE -> "coalesce(val_loss, train_loss)";
            case "trainLoss" -> "train_loss";
            case "valLoss" -> "val_loss";
            case "learningRate" -> "learning_rate";
            case "gradientNorm" -> "gradient_norm";
            case "durationMillis" -> "duration_millis";
            default -> "metrics";
        };
        return jdbc.query("select epoch, " + column + " from run_epoch where run_id = ? and epoch > ? and epoch < ?" + IN_ORDER,
                (row, _) -> new Point(row.getInt(1), column.equals("metrics") ? MetricsText.read(row.getString(2)).getOrDefault(figure, Double.NaN) : number(row)),
                run, after, before);
    }

    private static double number(ResultSet row) throws SQLException {
        double value = row.getDouble(2);
        return row.wasNull() ? Double.NaN : value;
    }

    List<EpochView> these(String run, List<Integer> epochs) {
        var found = new ArrayList<EpochView>();
        for (int from = 0; from < epochs.size(); from += BATCH) {
            var part = epochs.subList(from, Math.min(epochs.size(), from + BATCH));
            var numbers = part.stream().map(String::valueOf).collect(Collectors.joining(","));
            found.addAll(jdbc.query(SELECT + "and epoch in (" + numbers + ")" + IN_ORDER, (row, _) -> view(row), run));
        }
        return found;
    }

    /** The best of the first epochs; null where none is finite. */
    Double best(String run, Metric metric, boolean maximize, int epochs) {
        if (metric == Metric.TRAIN_LOSS || metric == Metric.VAL_LOSS) {
            var column = metric == Metric.TRAIN_LOSS ? "train_loss" : "val_loss";
            return jdbc.queryForObject("select " + (maximize ? "max(" : "min(") + column + ") from run_epoch where run_id = ? and epoch <= ?", Double.class, run, epochs);
        }
        double best = Double.NaN;
        int after = 0;
        for (var page = figures(run, metric, after, epochs); !page.isEmpty(); page = figures(run, metric, after, epochs)) {
            for (Figure figure : page) {
                best = Double.isFinite(figure.value()) && !(maximize ? figure.value() <= best : figure.value() >= best) ? figure.value() : best;
            }
            after = page.getLast().epoch();
        }
        return Double.isNaN(best) ? null : best;
    }

    /** @param value NaN where the epoch has none */
    private record Figure(int epoch, double value) {}

    /** Page by page: PostgreSQL hands over a whole answer at once, and a run may have millions of epochs. */
    private List<Figure> figures(String run, Metric metric, int after, int last) {
        return jdbc.query("select epoch, metrics from run_epoch where run_id = ? and epoch > ? and epoch <= ?" + IN_ORDER + " limit ?",
                (row, _) -> new Figure(row.getInt(1), MetricsText.read(row.getString(2)).getOrDefault(metric.label(), Double.NaN)), run, after, last, PAGE);
    }

    private static EpochView view(ResultSet row) throws SQLException {
        return new EpochView(row.getInt("epoch"), row.getDouble("train_loss"), row.getObject("val_loss", Double.class),
                MetricsText.read(row.getString("metrics")), row.getDouble("learning_rate"), row.getDouble("gradient_norm"),
                row.getDouble("duration_millis"), row.getLong("seq"));
    }
}
