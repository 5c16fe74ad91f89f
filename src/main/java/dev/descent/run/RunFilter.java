package dev.descent.run;

import java.util.Collection;
import java.util.Map;

/**
 * Which runs a list shows.
 *
 * @param statuses empty for all
 * @param dataset  id or name, null for all
 * @param parent   id of the run that they were forked from, null for all
 * @param sweep    id of the sweep that leads them, null for all
 * @param labels   all of them must be there
 */
public record RunFilter(Collection<RunStatus> statuses, String dataset, String parent, String sweep, Map<String, String> labels) {}
