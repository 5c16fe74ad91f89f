package dev.descent.dataset.format;

import dev.descent.nn.spec.SpecProblem;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is wrong with the rows of one body: the first {@value #SHOWN} with their places, and how many there are. */
public final class RowProblems {

    public static final int SHOWN = 20;

    private final List<SpecProblem> shown = new ArrayList<>();
    private long total;

    public void add(String pointer, ProblemCode code, String detail) {
        total++;
        if (shown.size() < SHOWN) {
            shown.add(new SpecProblem(pointer, code.slug(), detail));
        }
    }

    /** Counts problems whose places are not known any more. */
    public void addUnnamed(long count) {
        total += count;
    }

    public List<SpecProblem> shown() {
        return List.copyOf(shown);
    }

    public long total() {
        return total;
    }

    /** @throws Problem naming every shown place, if there is any */
    public void refuse() {
        if (shown.isEmpty()) {
            return;
        }
        var first = shown.getFirst();
        var detail = total == 1 ? first.detail() : total + " problems, the first " + shown.size() + " are listed; nothing was stored. First: " + first.detail();
        throw new Problem(ProblemCode.ofSlug(first.code()), detail, shown, Map.of("problems", total));
    }
}
