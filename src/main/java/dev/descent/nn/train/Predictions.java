package dev.descent.nn.train;

import java.util.List;

/**
 * What a network says of rows.
 *
 * @param classes  labels in order; empty unless it classifies
 * @param targets  names of the numbers it gives; a one-hot column stands as {@code column=category}; empty if it classifies
 * @param values   [rows][classes] probabilities, or [rows][targets] in the targets' own units
 * @param outputs  [rows][outputs] of the network as they are, such as logits
 * @param labels   [rows] index of the class; null unless it classifies
 * @param warnings what was accepted but is worth knowing
 */
public record Predictions(
        List<String> classes, List<String> targets, double[][] values, double[][] outputs, int[] labels, List<String> warnings) {}
