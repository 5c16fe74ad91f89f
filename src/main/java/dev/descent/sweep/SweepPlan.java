package dev.descent.sweep;

import dev.descent.run.Trials.Checked;
import java.util.List;

/**
 * A sweep that may be stored: every trial checked.
 *
 * @param objective nothing left open
 * @param rungs     epochs at which trials are compared; empty where each trains to its end
 */
record SweepPlan(String id, String name, NewSweep wanted, Objective objective, List<Integer> rungs, List<Candidate> candidates) {

    /**
     * A trial to be.
     *
     * @param parameters JSON object of values by pointer
     */
    record Candidate(int number, int bracket, String parameters, Checked request) {}
}
