package dev.descent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.run.CheckpointRows.Row;
import dev.descent.run.CheckpointView.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckpointChoiceTest {

    private static final Row EARLY = row("early", 2, 0, Kind.PERIODIC);
    private static final Row AMID = row("amid", 3, 7, Kind.PERIODIC);
    private static final Row BEST = row("best", 4, 0, Kind.BEST);
    private static final Row SAME = row("same", 4, 0, Kind.PERIODIC);
    private static final Row LATEST = row("latest", 5, 7, Kind.LATEST);
    private static final List<Row> ROWS = List.of(EARLY, AMID, BEST, SAME, LATEST);

    @Test
    void a_kind_names_its_state() {
        assertThat(CheckpointChoice.of("best").among(ROWS)).contains(BEST);
        assertThat(CheckpointChoice.of("latest").among(ROWS)).contains(LATEST);
        assertThat(CheckpointChoice.of("best").among(List.of(EARLY))).isEmpty();
    }

    @Test
    void the_best_is_chosen_unless_there_is_none_yet() {
        assertThat(CheckpointChoice.DEFAULT.among(ROWS)).contains(BEST);
        assertThat(CheckpointChoice.DEFAULT.among(List.of(EARLY, LATEST))).contains(LATEST);
        assertThat(CheckpointChoice.DEFAULT.among(List.of())).isEmpty();
    }

    @Test
    void an_epoch_names_the_state_at_its_very_end() {
        assertThat(CheckpointChoice.of(2).among(ROWS)).contains(EARLY);
        assertThat(CheckpointChoice.of("4").among(ROWS)).contains(BEST);
        assertThat(CheckpointChoice.of(5).among(ROWS)).isEmpty();
        assertThat(CheckpointChoice.of(3).among(ROWS)).isEmpty();
        assertThat(CheckpointChoice.of(1).among(ROWS)).isEmpty();
    }

    @Test
    void another_name_is_refused() {
        assertThatThrownBy(() -> CheckpointChoice.of("default")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CheckpointChoice.of(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Row row(String id, int epoch, int batch, Kind kind) {
        return new Row(id, new CheckpointView(epoch, batch, kind, Map.of(), 1, id, Instant.EPOCH), false, kind == Kind.BEST);
    }
}
