package dev.descent.prediction;

import dev.descent.run.CheckpointView.Kind;
import io.swagger.v3.oas.annotations.media.Schema;

/** The state of a run that an answer comes from. */
@Schema(name = "CheckpointName")
public record CheckpointName(int epoch, Kind kind) {}
