package dev.descent.nn.spec;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with a specification, so that one answer names it all. */
public final class SpecProblems {

    private final List<SpecProblem> problems = new ArrayList<>();

    public void add(String pointer, String code, String detail) {
        problems.add(new SpecProblem(pointer, code, detail));
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
