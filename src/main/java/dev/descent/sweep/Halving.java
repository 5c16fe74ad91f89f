package dev.descent.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Successive halving: which trials may go how far, as a function of the values recorded at the rungs. When and in which order these came
 * has no influence, and since none ever changes, no decision is ever taken back.
 *
 * @param rungs    how many there are; none where each trial trains to its end
 * @param factor   of so many that came to a rung, one goes on
 * @param maximize whether larger values are better
 */
record Halving(int rungs, int factor, boolean maximize) {

    /**
     * @param legs      of its way that the trial may go: 1 up to the first rung
     * @param stoppedAt index of the rung at which others were better; -1 for none
     */
    record Fate(int legs, int stoppedAt) {}

    /** By number of the trial. */
    Map<Integer, Fate> fates(List<Trial> trials) {
        var fates = new HashMap<Integer, Fate>();
        var brackets = new LinkedHashMap<Integer, List<Trial>>();
        trials.forEach(trial -> brackets.computeIfAbsent(trial.bracket(), _ -> new ArrayList<>()).add(trial));
        brackets.values().forEach(bracket -> decide(bracket, fates));
        return fates;
    }

    private void decide(List<Trial> bracket, Map<Integer, Fate> fates) {
        bracket.forEach(trial -> fates.put(trial.number(), new Fate(1, -1)));
        var here = bracket;
        for (int rung = 0; rung < rungs && haveAllCome(here, rung); rung++) {
            var best = best(here, rung);
            for (Trial trial : here) {
                fates.put(trial.number(), best.contains(trial) ? new Fate(rung + 2, -1) : new Fate(rung + 1, rung));
            }
            here = best;
        }
    }

    private static boolean haveAllCome(List<Trial> trials, int rung) {
        return trials.stream().allMatch(trial -> trial.rungValues().size() > rung);
    }

    /** One of {@link #factor}, at least one, but none without a value; the earlier one of two that are equal. */
    private List<Trial> best(List<Trial> trials, int rung) {
        return trials.stream().filter(trial -> trial.rungValues().get(rung) != null)
                .sorted(order(maximize, trial -> trial.rungValues().get(rung))).limit(Math.max(1, trials.size() / factor)).toList();
    }

    interface Value {
        Double of(Trial trial);
    }

    /** Better ones first, those without a value last, equal ones by number. */
    static Comparator<Trial> order(boolean maximize, Value value) {
        Comparator<Double> better = maximize ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return Comparator.comparing(value::of, Comparator.nullsLast(better)).thenComparing(Trial::number);
    }
}
