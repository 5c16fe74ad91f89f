package dev.descent.sweep;

import dev.descent.nn.loss.Metric;
import dev.descent.run.RunStatus;
import dev.descent.run.Trials;
import dev.descent.run.Trials.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Records how far trials have come, and has them do what follows from that. Whoever calls it holds the lock of the sweep. */
@Component
class Progress {

    private static final int CANCELLED_AT_A_TIME = 100;

    private final Trials runs;
    private final TrialRows rows;

    Progress(Trials runs, TrialRows rows) {
        this.runs = runs;
        this.rows = rows;
    }

    /** @return whether every trial has ended */
    boolean advance(Sweep sweep) {
        var standings = standings(sweep);
        var before = rows.of(sweep.id());
        var trials = observed(sweep, before, standings);
        if (sweep.status() == SweepStatus.RUNNING) {
            apply(sweep, trials, standings);
        }
        var changed = new ArrayList<Trial>();
        for (int i = 0; i < trials.size(); i++) {
            if (trials.get(i) != before.get(i)) {
                changed.add(trials.get(i));
            }
        }
        rows.update(sweep.id(), changed);
        return trials.stream().noneMatch(Trial::isOpen);
    }

    /**
     * Cancels trials that are open, those first that are in the queue or train; some at a time, so that nobody waits long for a row.
     *
     * @return whether some are left
     */
    boolean cancel(Sweep sweep) {
        var standings = standings(sweep);
        var left = rows.of(sweep.id()).stream().filter(Trial::isOpen).map(trial -> standings.get(trial.run()))
                .filter(standing -> standing != null && !standing.status().isTerminal() && standing.status() != RunStatus.CANCELLING)
                .sorted(Comparator.comparing(Standing::isUnderWay).reversed()).toList();
        left.stream().limit(CANCELLED_AT_A_TIME).forEach(standing -> runs.cancel(standing.run()));
        return left.size() > CANCELLED_AT_A_TIME;
    }

    /** How many of its trials are in the queue or train. */
    int underWay(Sweep sweep) {
        return (int) runs.standings(sweep.id()).stream().filter(Standing::isUnderWay).count();
    }

    private Map<String, Standing> standings(Sweep sweep) {
        var standings = new HashMap<String, Standing>();
        runs.standings(sweep.id()).forEach(standing -> standings.put(standing.run(), standing));
        return standings;
    }

    private List<Trial> observed(Sweep sweep, List<Trial> trials, Map<String, Standing> standings) {
        var seen = new ArrayList<Trial>(trials);
        seen.replaceAll(trial -> trial.isOpen() ? observed(sweep, trial, standings.get(trial.run())) : trial);
        return seen;
    }

    /** @param standing null where somebody has deleted the run, and its epochs with it */
    private Trial observed(Sweep sweep, Trial trial, Standing standing) {
        var seen = trial;
        boolean over = standing == null || standing.status().isTerminal();
        for (int rung : sweep.rungs().subList(trial.rungValues().size(), sweep.rungs().size())) {
            if (standing != null && standing.hasPassed(rung) || standing != null && standing.status() == RunStatus.SUCCEEDED) {
                seen = seen.withRungValue(best(sweep, standing, rung));
            } else if (over) {
                seen = seen.withRungValue(null);
            } else {
                return seen;
            }
        }
        return over ? ended(sweep, seen, standing) : seen;
    }

    private Trial ended(Sweep sweep, Trial trial, Standing standing) {
        if (standing == null) {
            return trial.ended(Outcome.CANCELLED, trial.rungValues().stream().filter(Objects::nonNull).reduce((_, last) -> last).orElse(null));
        }
        return switch (standing.status()) {
            case SUCCEEDED -> trial.ended(Outcome.SUCCEEDED, best(sweep, standing, Integer.MAX_VALUE));
            case FAILED -> trial.ended(Outcome.FAILED, null);
            case CANCELLED -> trial.ended(Outcome.CANCELLED, best(sweep, standing, Integer.MAX_VALUE));
            case QUEUED, RUNNING, CANCELLING, PAUSING, PAUSED -> throw new IllegalStateException("A run that is " + standing.status() + " has not ended");
        };
    }

    private Double best(Sweep sweep, Standing standing, int epochs) {
        Metric metric = sweep.objective().metric();
        return runs.best(standing.run(), metric, sweep.objective().maximizes(), epochs);
    }

    private void apply(Sweep sweep, List<Trial> trials, Map<String, Standing> standings) {
        for (Agenda.Move move : sweep.agenda().moves(trials, underWay(trials, standings))) {
            trials.set(move.trial().number() - 1, switch (move) {
                case Agenda.Move.Proceed(Trial trial, int legs) -> {
                    runs.proceed(trial.run(), legs <= sweep.rungs().size() ? sweep.rungs().get(legs - 1) : null);
                    yield trial.withLegs(legs);
                }
                case Agenda.Move.Stop(Trial trial, int rung) -> {
                    runs.cancel(trial.run());
                    yield trial.stopped(rung, sweep.rungs().get(rung));
                }
            });
        }
    }

    private static Set<Integer> underWay(List<Trial> trials, Map<String, Standing> standings) {
        var underWay = new HashSet<Integer>();
        for (Trial trial : trials) {
            var standing = standings.get(trial.run());
            if (standing != null && standing.isUnderWay()) {
                underWay.add(trial.number());
            }
        }
        return underWay;
    }
}
