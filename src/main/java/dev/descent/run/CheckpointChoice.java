package dev.descent.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.descent.run.CheckpointRows.Row;
import dev.descent.run.CheckpointView.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which state of a run is asked for: {@code best}, {@code latest}, or an epoch. */
public final class CheckpointChoice {

    /** The best state where there is one, else the latest. */
    public static final CheckpointChoice DEFAULT = new CheckpointChoice("default");

    private final String name;

    private CheckpointChoice(String name) {
        this.name = name;
    }

    /** @throws IllegalArgumentException for any other name than {@code best}, {@code latest} or the number of an epoch */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static CheckpointChoice of(String name) {
        if (!name.matches("best|latest|[0-9]{1,9}")) {
            throw new IllegalArgumentException("must be \"best\", \"latest\" or the number of an epoch (was \"" + name + "\")");
        }
        return new CheckpointChoice(name);
    }

    /** @throws IllegalArgumentException below 0 */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static CheckpointChoice of(Integer epoch) {
        if (epoch < 0) {
            throw new IllegalArgumentException("must be at least 0 (was " + epoch + ")");
        }
        return new CheckpointChoice(epoch.toString());
    }

    @JsonValue
    @Override
    public String toString() {
        return name;
    }

    /** Whether it names an epoch, of which the run may keep no state. */
    public boolean isEpoch() {
        return Character.isDigit(name.charAt(0));
    }

    /** @param rows oldest first */
    Optional<Row> among(List<Row> rows) {
        return switch (name) {
            case "best" -> newest(rows, Kind.BEST);
            case "latest" -> newest(rows, Kind.LATEST);
            case "default" -> newest(rows, Kind.BEST).or(() -> newest(rows, Kind.LATEST));
            default -> ofEpoch(rows, Integer.parseInt(name));
        };
    }

    private static Optional<Row> newest(List<Row> rows, Kind kind) {
        return rows.stream().filter(row -> row.view().kind() == kind).reduce((_, later) -> later);
    }

    /** A state from the middle of the next epoch is past this one, so it is not meant. */
    private static Optional<Row> ofEpoch(List<Row> rows, int epoch) {
        return rows.stream().filter(row -> row.view().epoch() == epoch && row.endsEpoch())
                .min(Comparator.comparing(row -> row.view().kind()));
    }
}
