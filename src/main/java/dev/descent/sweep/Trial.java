package dev.descent.sweep;

import java.util.ArrayList;
import java.util.List;

/**
 * The row of a trial. Every change makes a new one.
 *
 * @param number        from 1
 * @param bracket       number of the first trial of its bracket
 * @param parameters    JSON object of values by pointer
 * @param legs          how many legs of the way its run was let go for, each up to a rung, the last one to its end
 * @param rungValues    best value of the objective up to each rung that it came to, null for none; what is on record stays
 * @param value         best value up to where it came; null while it is open, and for one that failed
 * @param stoppedAtRung the epoch at which others were better; null where it was not stopped
 */
record Trial(
        int number, int bracket, String run, String parameters, int legs, List<Double> rungValues, Outcome outcome, Double value, Integer stoppedAtRung) {

    Trial withLegs(int more) {
        return new Trial(number, bracket, run, parameters, more, rungValues, outcome, value, stoppedAtRung);
    }

    Trial withRungValue(Double next) {
        var values = new ArrayList<>(rungValues);
        values.add(next);
        return new Trial(number, bracket, run, parameters, legs, values, outcome, value, stoppedAtRung);
    }

    Trial ended(Outcome how, Double best) {
        return new Trial(number, bracket, run, parameters, legs, rungValues, how, best, stoppedAtRung);
    }

    /** @param rung index of the rung */
    Trial stopped(int rung, int epoch) {
        return new Trial(number, bracket, run, parameters, legs, rungValues, Outcome.STOPPED, rungValues.get(rung), epoch);
    }

    /** At the last rung that it came to; null for none. */
    Double lastValue() {
        return rungValues.isEmpty() ? null : rungValues.getLast();
    }

    boolean isOpen() {
        return outcome == Outcome.OPEN;
    }
}
