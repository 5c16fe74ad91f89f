package dev.descent.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadTrialTest {

    /** The slower way may cost 2 % of the time, and what trying costs while nothing is known yet. */
    @ParameterizedTest
    @CsvSource({"1000, 600", "1000, 1000000", "1000, 1100", "50, 100000"})
    void nearly_all_time_is_spent_the_faster_way(long alone, long together) {
        var trial = new ThreadTrial();
        long[] nanos = new long[2];
        for (int step = 0; step < 2_000_000; step++) {
            long took = trial.isAlone() ? alone : together;
            nanos[trial.isAlone() ? 0 : 1] += took;
            trial.took(took);
        }
        double slower = alone < together ? nanos[1] : nanos[0];
        assertThat(slower / (nanos[0] + nanos[1])).isLessThan(0.04);
    }

    @ParameterizedTest
    @CsvSource({"1000, 600, 3000, 10000", "1000, 3000, 600, 10000", "1000, 600, 3000, 5000000", "1000, 3000, 600, 5000000"})
    void it_changes_its_mind_when_the_machine_does(long alone, long before, long after, int steps) {
        var trial = new ThreadTrial();
        for (int step = 0; step < steps; step++) {
            trial.took(trial.isAlone() ? alone : before);
        }
        long alonesLater = 0;
        for (int step = 0; step < 100_000; step++) {
            alonesLater += trial.isAlone() ? 1 : 0;
            trial.took(trial.isAlone() ? alone : after);
        }
        assertThat(alonesLater / 100_000.0).isCloseTo(alone < after ? 1 : 0, within(0.1));
    }
}
