package dev.descent.nn.spec;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with a specification, so that one answer names it all. */
public final class SpecProblems {

    private final List<SpecProblem> problems = new ArrayList<>();

    public void add(String pointer, String code, String detail) {
        problems.add(new SpecProblem(pointer, code, detail));
    }

    public void add(String pointer, String code, String detail, Excess excess) {
        add(new SpecProblem(pointer, code, detail, excess));
    }

    public void add(SpecProblem problem) {
        problems.add(problem);
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    public int size() {
        return problems.size();
    }

    public List<SpecProblem> all() {
        return List.copyOf(problems);
    }
}
