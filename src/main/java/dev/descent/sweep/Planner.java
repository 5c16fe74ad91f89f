package dev.descent.sweep;

import dev.descent.nn.loss.Metric;
import dev.descent.nn.spec.Task;
import dev.descent.nn.spec.TrainingSpec;
import dev.descent.run.RunRequest;
import dev.descent.run.Trials;
import dev.descent.run.Trials.Checked;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.descent.support.StrictJson;
import dev.descent.sweep.ParameterSpace.Drawn;
import dev.descent.sweep.SweepPlan.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns a sweep as asked for into trials, each of them checked as the run that it will be, and has everything that is wrong told at once. */
@Component
class Planner {

    static final String SWEEP_LABEL = "sweep";
    static final String TRIAL_LABEL = "trial";
    private static final String PARAMETERS = "/search/parameters";
    /** All trials are in memory until they are stored together. */
    private static final long MOST_CHARACTERS = 16L << 20;

    private final Trials runs;
    private final StrictJson json;

    Planner(Trials runs, StrictJson json) {
        this.runs = runs;
        this.json = json;
    }

    /** @throws Problem with everything that is wrong with the sweep */
    SweepPlan plan(String id, String name, NewSweep wanted) {
        return plan(id, name, wanted, 1, (int) Math.min(Search.MOST_TRIALS + 1L, wanted.search().count()));
    }

    /**
     * Further trials of a sweep.
     *
     * @param first number of the first one
     * @throws Problem with everything that is wrong with them
     */
    SweepPlan plan(String id, String name, NewSweep wanted, int first, int count) {
        var problems = new SweepProblems(wanted.run());
        check(wanted, problems);
        boolean drawable = problems.areEmpty();
        if (first + count - 1 > Search.MOST_TRIALS) {
            problems.add(wanted.search() instanceof GridSearch ? PARAMETERS : "/trials", ProblemCode.CONSTRAINT_VIOLATION,
                    "must come to at most " + Search.MOST_TRIALS + " trials in all");
        }
        // What is wrong with all trials shows in the first one.
        int checked = problems.areEmpty() ? count : drawable ? 1 : 0;
        var candidates = candidates(id, name, wanted, first, checked, problems);
        problems.tell();
        return complete(id, name, wanted, candidates, problems);
    }

    /** One trial of a sweep as it would be now. @throws Problem with everything that is wrong with it */
    Checked again(String id, String name, NewSweep wanted, int number) {
        var problems = new SweepProblems(wanted.run());
        var candidates = candidates(id, name, wanted, number, 1, problems);
        problems.tell();
        return candidates.getFirst().request();
    }

    private static void check(NewSweep wanted, SweepProblems problems) {
        wanted.search().parameters().forEach((pointer, space) -> {
            var at = SweepProblems.parameter(pointer);
            if (!PointerPath.isOne(pointer)) {
                problems.add(at, ProblemCode.CONSTRAINT_VIOLATION, "must be a JSON pointer into the run request, such as /optimizer/learningRate");
            } else if (wanted.search() instanceof AshaSearch && pointer.equals("/epochs")) {
                problems.add(at, ProblemCode.CONSTRAINT_VIOLATION, "cannot be searched by asha, which decides itself how long each trial trains");
            } else if (pointer.equals("/labels/" + SWEEP_LABEL) || pointer.equals("/labels/" + TRIAL_LABEL)) {
                problems.add(at, ProblemCode.CONSTRAINT_VIOLATION, "is a label that the sweep gives to its runs");
            }
            if (wanted.search() instanceof GridSearch && space.range() != null) {
                problems.add(at, ProblemCode.CONSTRAINT_VIOLATION, "must be a list of choices in a grid");
            }
        });
        for (String label : List.of(SWEEP_LABEL, TRIAL_LABEL)) {
            if (wanted.run().path("labels").has(label)) {
                problems.add("/run/labels/" + label, ProblemCode.CONSTRAINT_VIOLATION, "is a label that the sweep gives to its runs");
            }
        }
    }

    private List<Candidate> candidates(String id, String name, NewSweep wanted, int first, int count, SweepProblems problems) {
        var candidates = new ArrayList<Candidate>();
        var checks = runs.checks();
        long characters = 0;
        var points = new Points(wanted.search(), count == 0 ? Set.of() : integral(wanted));
        for (int number = first; number < first + count && !problems.areEnough(); number++) {
            var point = points.at(number);
            var request = request(id, name, wanted.run(), number, point, problems);
            try {
                var checked = checks.check(json.read(request, RunRequest.class).toNewRun(request));
                characters += checked.characters();
                if (characters > MOST_CHARACTERS) {
                    problems.add("/run", ProblemCode.CONSTRAINT_VIOLATION, "must come to at most " + MOST_CHARACTERS + " characters over all trials, counting each request and"
                            + " what it becomes with every default written out (is more from trial " + number + " of " + (first + count - 1)
                            + " on): use fewer trials, or name a stored model in place of a network with its weights");
                    return candidates;
                }
                candidates.add(new Candidate(number, first, parameters(point), checked));
            } catch (Problem refusal) {
                if (refusal.errors().isEmpty()) {
                    throw refusal;
                }
                problems.add(point, refusal);
            }
        }
        return candidates;
    }

    private static ObjectNode request(String id, String name, ObjectNode run, int number, Map<String, Drawn> point, SweepProblems problems) {
        var request = run.deepCopy();
        if (!request.has("name")) {
            request.put("name", name);
        }
        put(request, point, problems);
        var labels = request.path("labels") instanceof ObjectNode given ? given : request.hasNonNull("labels") ? null : request.putObject("labels");
        if (labels != null) {
            labels.put(SWEEP_LABEL, id).put(TRIAL_LABEL, String.valueOf(number));
        }
        return request;
    }

    /** Outer ones first: a whole optimizer and its learning rate may both be searched. */
    private static void put(ObjectNode request, Map<String, Drawn> point, SweepProblems problems) {
        point.entrySet().stream().sorted(Comparator.comparing(entry -> entry.getKey().length())).forEach(entry -> {
            if (!PointerPath.of(entry.getKey()).put(request, entry.getValue().value().deepCopy())) {
                problems.add(SweepProblems.parameter(entry.getKey()), ProblemCode.UNKNOWN_PROPERTY, "is no place in the run request");
            }
        });
    }

    private static String parameters(Map<String, Drawn> point) {
        var object = JsonNodeFactory.instance.objectNode();
        point.forEach((pointer, drawn) -> object.set(pointer, drawn.value()));
        return object.toString();
    }

    /** The searched members that refuse a number with a fraction. */
    private Set<String> integral(NewSweep wanted) {
        var integral = new HashSet<String>();
        wanted.search().parameters().forEach((pointer, space) -> {
            if (space.range() != null && space.range().hasIntegerEnds() && refusesFraction(wanted, pointer)) {
                integral.add(pointer);
            }
        });
        return integral;
    }

    private boolean refusesFraction(NewSweep wanted, String pointer) {
        var probe = wanted.run().deepCopy();
        put(probe, new Points(wanted.search(), Set.of()).at(1), new SweepProblems(wanted.run()));
        PointerPath.of(pointer).put(probe, JsonNodeFactory.instance.numberNode(1.5));
        try {
            json.read((JsonNode) probe, RunRequest.class);
            return false;
        } catch (Problem refusal) {
            return refusal.errors().stream().anyMatch(error -> error.pointer().equals(pointer) && error.code().equals(ProblemCode.INVALID_TYPE.slug()));
        }
    }

    private SweepPlan complete(String id, String name, NewSweep wanted, List<Candidate> candidates, SweepProblems problems) {
        var training = candidates.getFirst().request().training();
        var given = wanted.objective() == null ? new Objective(null, null) : wanted.objective();
        var objective = given.completed(training.ranking());
        if (candidates.stream().anyMatch(candidate -> !has(candidate.request().training(), objective.metric()))) {
            problems.add("/objective/metric", ProblemCode.CONSTRAINT_VIOLATION, "must be a figure of every trial's epochs (was " + objective.metric().label() + ")");
        }
        if (wanted.search() instanceof AshaSearch asha && asha.minEpochs() >= training.epochs()) {
            problems.add("/search/minEpochs", ProblemCode.CONSTRAINT_VIOLATION, "must be less than the epochs of a run, " + training.epochs() + " (was " + asha.minEpochs() + ")");
        }
        problems.tell();
        return new SweepPlan(id, name, wanted, objective, rungs(wanted, training), bracketed(wanted, training, candidates));
    }

    private static boolean has(TrainingSpec training, Metric metric) {
        return metric.fits(training.task() == Task.CLASSIFICATION) && (!metric.needsValidation() || training.validation() != null);
    }

    private static List<Integer> rungs(NewSweep wanted, TrainingSpec training) {
        return wanted.search() instanceof AshaSearch asha ? asha.rungs(training.epochs()) : List.of();
    }

    private static List<Candidate> bracketed(NewSweep wanted, TrainingSpec training, List<Candidate> candidates) {
        if (!(wanted.search() instanceof AshaSearch asha)) {
            return candidates;
        }
        int size = asha.bracketSize(asha.rungs(training.epochs()).size());
        return candidates.stream().map(c -> new Candidate(c.number(), c.bracket() + (c.number() - c.bracket()) / size * size, c.parameters(), c.request())).toList();
    }
}
