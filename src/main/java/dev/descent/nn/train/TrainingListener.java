package dev.descent.nn.train;

import java.util.List;

/** Hears what a training does, on the training thread: whoever listens must not make it wait. */
public interface TrainingListener {

    /** An epoch has ended; each is told once per training, in order, and again with equal bits by a resumed one. */
    void epochEnded(EpochResult epoch);

    /** How the layers stand, whenever a checkpoint is about to be told of and before a training ends by itself. */
    default void layersInspected(List<LayerFigures> layers) {}

    /** The state that {@link StopSignal.Request#CHECKPOINT} asked for; it is a copy and belongs to the listener. */
    void checkpointTaken(Checkpoint checkpoint);
}
