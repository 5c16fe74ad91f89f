package dev.descent.sweep;

import dev.descent.nn.spec.SpecProblem;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.descent.sweep.ParameterSpace.Drawn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What is wrong with a sweep: problems of its trials are told once, where the sweep's own body says what is wrong. */
final class SweepProblems {

    /** More do not help anybody. */
    private static final int MOST = 200;

    private final ObjectNode run;
    private final Set<SpecProblem> found = new LinkedHashSet<>();
    private final Set<String> places = new HashSet<>();

    /** @param run the request that all trials have in common */
    SweepProblems(ObjectNode run) {
        this.run = run;
    }

    boolean areEmpty() {
        return found.isEmpty();
    }

    boolean areEnough() {
        return found.size() >= MOST;
    }

    void add(String pointer, ProblemCode code, String detail) {
        found.add(new SpecProblem(pointer, code.slug(), detail));
    }

    /** @param point what the trial has of its own; @param refusal of its request */
    void add(Map<String, Drawn> point, Problem refusal) {
        refusal.errors().forEach(error -> {
            var problem = error.at(place(point, error.pointer()));
            // The draws of a range differ, what is wrong with them does not.
            if (places.add(problem.pointer() + " " + problem.code() + (point.values().stream().allMatch(drawn -> drawn.choice() >= 0) ? problem.detail() : ""))) {
                found.add(problem);
            }
        });
    }

    /** @throws Problem if there are any */
    void tell() {
        if (!found.isEmpty()) {
            throw Problem.of(new ArrayList<>(found));
        }
    }

    static String parameter(String pointer) {
        return SpecProblem.child("/search/parameters", pointer);
    }

    /** A parameter that stands at the place, above it, or right where the common request has nothing. */
    private String place(Map<String, Drawn> point, String pointer) {
        var above = pointers(point).stream().filter(parameter -> pointer.equals(parameter) || pointer.startsWith(parameter + "/")).reduce((_, longer) -> longer);
        if (above.isPresent()) {
            int choice = point.get(above.get()).choice();
            return parameter(above.get()) + (choice < 0 ? "" : "/" + choice) + pointer.substring(above.get().length());
        }
        return pointers(point).stream().filter(parameter -> parameter.startsWith(pointer + "/") && run.at(pointer).isMissingNode()).findFirst()
                .map(SweepProblems::parameter).orElse("/run" + pointer);
    }

    private static List<String> pointers(Map<String, Drawn> point) {
        return point.keySet().stream().sorted((a, b) -> a.length() - b.length()).toList();
    }
}
