package dev.descent.nn.data;

import java.util.List;

/**
 * How columns become numbers, as fitted on the training rows.
 *
 * @param features in the order in which the network reads them
 * @param targets  of the same kind; a classification target is one {@link Encoding.Classes}
 */
public record Preprocessing(List<Encoding> features, List<Encoding> targets) {

    public Preprocessing {
        features = List.copyOf(features);
        targets = List.copyOf(targets);
    }

    /** Network inputs per row. */
    public int featureWidth() {
        return features.stream().mapToInt(Encoding::width).sum();
    }

    /** Numbers per row of the target; a class is one number, its index. */
    public int targetWidth() {
        return targets.stream().mapToInt(Encoding::width).sum();
    }
}
