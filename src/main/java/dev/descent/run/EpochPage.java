package dev.descent.run;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * Epochs of a run, in order.
 *
 * @param nextCursor what to send as {@code after} to read on; null on the last page
 * @param sampled    whether epochs between these were left out
 */
public record EpochPage(List<EpochView> data, @Schema(types = {"string", "null"}) String nextCursor, boolean sampled) {}
