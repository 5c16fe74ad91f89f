package dev.descent.sweep;

import dev.descent.run.Trials;
import dev.descent.run.Trials.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Ranks the trials of a sweep. Those that still train are ranked by what is known of them so far. */
@Component
class Leaderboard {

    private final Trials runs;
    private final TrialRows rows;

    Leaderboard(Trials runs, TrialRows rows) {
        this.runs = runs;
        this.rows = rows;
    }

    List<SweepView.Entry> of(Sweep sweep) {
        var standings = new HashMap<String, Standing>();
        if (!sweep.status().isTerminal()) {
            runs.standings(sweep.id()).forEach(standing -> standings.put(standing.run(), standing));
        }
        var values = new HashMap<Integer, Double>();
        var trials = rows.of(sweep.id());
        trials.forEach(trial -> values.put(trial.number(), trial.isOpen() ? known(sweep, trial, standings) : trial.value()));
        return ranked(trials.stream().sorted(Halving.order(sweep.objective().maximizes(), trial -> values.get(trial.number()))).toList(), values);
    }

    private static Double known(Sweep sweep, Trial trial, Map<String, Standing> standings) {
        var standing = standings.get(trial.run());
        return standing == null || !sweep.objective().metric().label().equals(standing.bestMetric()) || !sweep.objective().isStandard() ? trial.lastValue() : standing.bestValue();
    }

    private static List<SweepView.Entry> ranked(List<Trial> trials, Map<Integer, Double> values) {
        var entries = new ArrayList<SweepView.Entry>();
        trials.forEach(trial -> entries.add(new SweepView.Entry(entries.size() + 1, trial.run(), values.get(trial.number()), trial.parameters(), trial.stoppedAtRung())));
        return entries;
    }
}
