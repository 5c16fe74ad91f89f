package dev.descent.run;

import tools.jackson.databind.JsonNode;

/**
 * How a run is to be forked.
 *
 * @param fromEpoch last finished epoch of the checkpoint to start from; null for the latest
 * @param epochs    additional ones; null for what the parent had left
 * @param changes   merge patch over the parent's request
 */
public record ForkOrder(Integer fromEpoch, Integer epochs, JsonNode changes) {}
