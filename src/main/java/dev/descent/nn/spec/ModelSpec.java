package dev.descent.nn.spec;

import java.util.List;
import java.util.Optional;

/** A model as its owner wrote it. Its kinds have no member in common, and the one that is required tells them apart. */
public sealed interface ModelSpec permits NetworkSpec, FormulaSpec {

    /**
     * Checks the model as far as its surroundings are known.
     *
     * @param pointer  place of the specification in the body, such as {@code /model}, or empty
     * @param problems takes everything that is wrong
     * @return empty if anything is wrong
     */
    Optional<? extends CheckedModel> check(Surroundings surroundings, SpecLimits limits, String pointer, SpecProblems problems);

    /**
     * Where a model is to stand. What is null is not known.
     *
     * @param features    columns, in the order of the inputs
     * @param inputWidth  numbers per row that they become
     * @param outputWidth numbers per row that the target asks for
     */
    record Surroundings(List<String> features, Integer inputWidth, Integer outputWidth) {

        public static final Surroundings UNKNOWN = new Surroundings(null, null, null);
    }
}
