package dev.descent.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.sweep.Agenda.Move;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a sweep decides, without a database and without a run. */
class AgendaTest {

    private static final List<Integer> RUNGS = List.of(1, 3, 9);
    private static final int TRIALS = 20;

    @Test
    void of_nine_trials_three_pass_the_first_rung_and_one_the_second_and_the_earlier_of_two_equals_is_preferred() {
        var values = new double[][] {{5, 5, 5}, {3, 3, 3}, {3, 1, 1}, {3, 2, 2}, {4, 0, 0}, {9, 9, 9}, {8, 8, 8}, {7, 7, 7}, {6, 6, 6}};
        var ended = new Simulation(new Agenda(new Halving(3, 3, false), null), values, Set.of(), 9, new Random(1)).run();
        assertThat(stops(ended)).isEqualTo(List.of(1, 3, 0, 3, 1, 1, 1, 1, 1));
        assertThat(ended.get(2).value()).isEqualTo(1);
    }

    @Test
    void larger_values_are_better_where_the_objective_says_so() {
        var values = new double[][] {{1, 1, 1}, {2, 2, 2}, {3, 3, 3}};
        assertThat(stops(new Simulation(new Agenda(new Halving(3, 3, true), null), values, Set.of(), 9, new Random(1)).run())).isEqualTo(List.of(1, 1, 0));
    }

    @Test
    void the_outcome_depends_neither_on_the_order_of_arrival_nor_on_the_number_of_slots() {
        for (int seed = 0; seed < 40; seed++) {
            var random = new Random(seed);
            // Few different values, so that many are equal.
            var values = IntStream.range(0, TRIALS).mapToObj(_ -> random.ints(3, 0, 6).asDoubleStream().toArray()).toArray(double[][]::new);
            var doomed = new HashSet<>(random.ints(4, 1, TRIALS + 1).boxed().toList());
            var halving = new Halving(RUNGS.size(), 2 + seed % 2, seed % 2 == 0);
            var reference = new Simulation(new Agenda(halving, 1), values, doomed, 8, new Random(0)).run();
            for (int order = 1; order <= 100; order++) {
                var slots = order % 4 == 0 ? null : Integer.valueOf(order % 7 + 1);
                assertThat(new Simulation(new Agenda(halving, slots), values, doomed, 8, new Random(order)).run()).as("seed %d, order %d", seed, order).isEqualTo(reference);
            }
        }
    }

    private static List<Integer> stops(List<Trial> trials) {
        return trials.stream().map(trial -> trial.stoppedAtRung() == null ? 0 : trial.stoppedAtRung()).toList();
    }

    /** Runs that come to their rungs in a random order, and a sweep that looks now and then. */
    private static final class Simulation {

        private final Agenda agenda;
        private final double[][] values;
        private final Set<Integer> doomed;
        private final Random random;
        private final List<Trial> trials = new ArrayList<>();
        private final List<Integer> underWay = new ArrayList<>();

        /** @param doomed numbers of the trials that fail on the way to their second rung, or to their end */
        Simulation(Agenda agenda, double[][] values, Set<Integer> doomed, int bracket, Random random) {
            this.agenda = agenda;
            this.values = values;
            this.doomed = doomed;
            this.random = random;
            IntStream.rangeClosed(1, values.length).forEach(number -> trials.add(new Trial(number, (number - 1) / bracket * bracket + 1, "run " + number, "{}", 0, List.of(), Outcome.OPEN, null, null)));
        }

        List<Trial> run() {
            look();
            while (!underWay.isEmpty()) {
                arrive(underWay.remove(random.nextInt(underWay.size())));
                if (underWay.isEmpty() || random.nextInt(3) == 0) {
                    look();
                }
            }
            assertThat(trials).noneMatch(Trial::isOpen);
            return trials;
        }

        private void look() {
            for (Move move : agenda.moves(trials, new HashSet<>(underWay))) {
                int place = move.trial().number() - 1;
                trials.set(place, switch (move) {
                    case Move.Proceed(Trial trial, int legs) -> trial.withLegs(legs);
                    case Move.Stop(Trial trial, int rung) -> trial.stopped(rung, RUNGS.get(rung));
                });
                if (move instanceof Move.Proceed) {
                    underWay.add(move.trial().number());
                }
            }
            assertThat(agenda.maxConcurrent() == null || underWay.size() <= agenda.maxConcurrent()).isTrue();
        }

        private void arrive(int number) {
            var trial = trials.get(number - 1);
            int rung = trial.rungValues().size();
            if (doomed.contains(number) && rung > 0) {
                while (trial.rungValues().size() < RUNGS.size()) {
                    trial = trial.withRungValue(null);
                }
                trial = trial.ended(Outcome.FAILED, null);
            } else {
                trial = rung < RUNGS.size() ? trial.withRungValue(values[number - 1][rung]) : trial.ended(Outcome.SUCCEEDED, values[number - 1][RUNGS.size() - 1]);
            }
            trials.set(number - 1, trial);
        }
    }
}
