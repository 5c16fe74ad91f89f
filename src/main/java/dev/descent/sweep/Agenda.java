package dev.descent.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a sweep does next, as a function of its rows: a trial that came further goes before one that has not begun. */
record Agenda(Halving halving, Integer maxConcurrent) {

    sealed interface Move {

        Trial trial();

        /** @param legs that the trial may go now */
        record Proceed(Trial trial, int legs) implements Move {}

        /** @param rung index of the rung at which others were better */
        record Stop(Trial trial, int rung) implements Move {}
    }

    /** @param underWay numbers of the trials that are in the queue or train */
    List<Move> moves(List<Trial> trials, Set<Integer> underWay) {
        var fates = halving.fates(trials);
        var moves = new ArrayList<Move>();
        for (Trial trial : trials) {
            if (trial.isOpen() && fates.get(trial.number()).stoppedAt() >= 0) {
                moves.add(new Move.Stop(trial, fates.get(trial.number()).stoppedAt()));
            }
        }
        proceed(trials, fates, underWay, moves);
        return moves;
    }

    private void proceed(List<Trial> trials, Map<Integer, Halving.Fate> fates, Set<Integer> underWay, List<Move> moves) {
        long room = maxConcurrent == null ? Long.MAX_VALUE : maxConcurrent - underWay.size();
        var ready = trials.stream().filter(Trial::isOpen).filter(trial -> fates.get(trial.number()).stoppedAt() < 0 && fates.get(trial.number()).legs() > trial.legs())
                .sorted(Comparator.comparing((Trial trial) -> -fates.get(trial.number()).legs()).thenComparing(Trial::number)).toList();
        for (Trial trial : ready) {
            // One that somebody let go on by hand takes no further place.
            boolean goesAlready = underWay.contains(trial.number());
            if (goesAlready || room > 0) {
                room -= goesAlready ? 0 : 1;
                moves.add(new Move.Proceed(trial, fates.get(trial.number()).legs()));
            }
        }
    }
}
