package dev.descent.prediction;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.descent.run.CheckpointView;
import dev.descent.run.CheckpointView.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which state of a run is asked for: {@code best}, {@code latest}, or an epoch. */
public final class CheckpointChoice {

    /** The best state where there is one, else the latest. */
    static final CheckpointChoice DEFAULT = new CheckpointChoice("default");

    private final String name;

    private CheckpointChoice(String name) {
        this.name = name;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static CheckpointChoice of(String name) {
        if (!name.matches("best|latest|[0-9]{1,9}")) {
            throw new IllegalArgumentException("must be \"best\", \"latest\" or the number of an epoch (was \"" + name + "\")");
        }
        return new CheckpointChoice(name);
    }

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
    boolean isEpoch() {
        return Character.isDigit(name.charAt(0));
    }

    Optional<CheckpointView> among(List<CheckpointView> checkpoints) {
        return switch (name) {
            case "best" -> newest(checkpoints, Kind.BEST);
            case "latest" -> newest(checkpoints, Kind.LATEST);
            case "default" -> newest(checkpoints, Kind.BEST).or(() -> newest(checkpoints, Kind.LATEST));
            // A best state stands at the end of its epoch, the others may have been taken in the middle of the next one.
            default -> checkpoints.stream().filter(checkpoint -> checkpoint.epoch() == Integer.parseInt(name))
                    .min(Comparator.comparing(CheckpointView::kind));
        };
    }

    private static Optional<CheckpointView> newest(List<CheckpointView> checkpoints, Kind kind) {
        return checkpoints.stream().filter(checkpoint -> checkpoint.kind() == kind).reduce((_, later) -> later);
    }
}
