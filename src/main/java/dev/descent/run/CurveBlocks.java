package dev.descent.run;

import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table of curves: the figures of whole blocks of epochs, which are written in the transaction that completes a block. The rest is in the rows. */
final class CurveBlocks {

    /** Validation loss where there is one, training loss otherwise. */
    static final String CURVE = "curve";

    static final int EPOCHS = 2048;

    private final JdbcTemplate jdbc;

    CurveBlocks(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param first epoch of its first value */
    record Block(int first, double[] values) {

        /** As many epochs without a value. */
        Block empty() {
            return new Block(first, DoubleStream.generate(() -> Double.NaN).limit(values.length).toArray());
        }
    }

    /** @param epochs of one block, all that are on record */
    void write(String run, List<EpochView> epochs) {
        var rows = figures(epochs).stream().map(figure -> new Object[] {run, figure, epochs.getFirst().epoch(), data(epochs, figure)}).toList();
        jdbc.batchUpdate("insert into run_curve (run_id, figure, first_epoch, data) values (?, ?, ?, ?)", rows);
    }

    /** Those with epochs behind this one, in order. */
    List<Block> after(String run, String figure, int epoch) {
        return jdbc.query("select first_epoch, data from run_curve where run_id = ? and figure = ? and first_epoch > ? order by run_id, figure, first_epoch",
                (row, _) -> new Block(row.getInt(1), values(row.getBytes(2))), run, figure, epoch - EPOCHS);
    }

    private static LinkedHashSet<String> figures(List<EpochView> epochs) {
        var names = new LinkedHashSet<>(List.of(CURVE));
        EpochView.figures().stream().filter(name -> epochs.stream().anyMatch(epoch -> epoch.figure(name) != null)).forEach(names::add);
        return names;
    }

    private static byte[] data(List<EpochView> epochs, String figure) {
        var data = ByteBuffer.allocate(epochs.size() * Double.BYTES);
        epochs.forEach(epoch -> data.putDouble(Objects.requireNonNullElse(figure.equals(CURVE) ? curve(epoch) : epoch.figure(figure), Double.NaN)));
        return data.array();
    }

    private static Double curve(EpochView epoch) {
        return Objects.requireNonNullElse(epoch.valLoss(), epoch.trainLoss());
    }

    private static double[] values(byte[] data) {
        var values = new double[data.length / Double.BYTES];
        ByteBuffer.wrap(data).asDoubleBuffer().get(values);
        return values;
    }
}
