package dev.descent.dataset;

import dev.descent.dataset.format.ReadOptions;
import dev.descent.dataset.format.RowSource;
import dev.descent.dataset.format.SizeLimits;
import dev.descent.dataset.format.WindowedSource;

/**
 * A dataset that somebody asks for.
 *
 * @param name     unique; null to take {@code fallback}, with a number where that one is taken
 * @param fallback what the source suggests as a name
 */
public record NewDataset(String name, String fallback, RowSource source, ReadOptions options) {

    /** With windows over the source where these are asked for. @throws dev.descent.support.Problem if they cannot be cut */
    public static NewDataset of(String name, String fallback, RowSource source, ReadOptions options, SizeLimits limits) {
        return new NewDataset(name, fallback, WindowedSource.over(source, options, limits), options.windows() == null ? options : ReadOptions.none());
    }
}
