package dev.descent.sweep.web;

import dev.descent.sweep.Search;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** Further trials of a sweep that draws them. */
record MoreTrials(@NotNull @Min(1) @Max(Search.MOST_TRIALS) Integer trials) {}
