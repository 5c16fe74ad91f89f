package dev.descent.run;

import dev.descent.nn.train.Checkpoint;
import dev.descent.nn.train.EpochResult;
import dev.descent.nn.train.LayerFigures;
import java.util.List;

/**
 * What a worker writes about a run in one transaction: all of it, or none if the attempt is over.
 *
 * @param epochs     in order and without a gap, behind those on record; may be empty
 * @param firstEnded reading of {@link System#nanoTime} when the first of them ended
 * @param figures    with these epochs
 * @param latest     a state to continue from; null for none
 * @param best       the best weights where they are new; null for none
 * @param keepLatest how many states to continue from are kept
 * @param ending     null while training goes on
 * @param layers     as they stood when they were last inspected; empty where that has not happened
 */
public record Writing(List<EpochResult> epochs, long firstEnded, Figures figures, Checkpoint latest, Checkpoint best, int keepLatest, Ending ending,
        List<LayerFigures> layers) {

    /** Without an epoch. */
    public Writing(Checkpoint latest, Checkpoint best, int keepLatest, Ending ending) {
        this(List.of(), 0, null, latest, best, keepLatest, ending, List.of());
    }
}
