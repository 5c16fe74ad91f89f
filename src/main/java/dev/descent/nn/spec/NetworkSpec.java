package dev.descent.nn.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.descent.nn.layer.Embedding;
import dev.descent.nn.layer.Layer;
import java.util.List;
import java.util.Optional;

/**
 * A directed acyclic graph of layers. Each names the earlier layers it reads, or reads the one before it; the features are
 * called {@code input}; the last layer is the output.
 *
 * @param inputShape shape of the input: [n], [channels, rows, columns], [channels, length] or [time, features], row-major over the features; left out it is the
 *                   line [n] that the dataset's features become
 * @param layers     null for one linear layer
 */
public record NetworkSpec(@JsonInclude(JsonInclude.Include.NON_NULL) List<Integer> inputShape, List<Layer> layers)
        implements ModelSpec {

    /** Whether it reads the numbers of entries. */
    boolean looksUp() {
        return layers != null && layers.stream().anyMatch(Embedding.class::isInstance);
    }

    @Override
    public Optional<Network> check(Surroundings surroundings, SpecLimits limits, String pointer, SpecProblems problems) {
        return new NetworkChecker(this, limits, pointer, problems).check(surroundings.inputWidth(), surroundings.outputWidth());
    }
}
