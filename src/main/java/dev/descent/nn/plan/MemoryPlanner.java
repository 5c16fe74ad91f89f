package dev.descent.nn.plan;

import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.Source;
import dev.descent.nn.graph.Split;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides which values of a graph get memory at all, and which may share it because they are never needed at the same time. */
final class MemoryPlanner {

    private final int maxRows;
    private final Map<Node, float[]> buffers;
    /** Whose memory is not given away: read from outside, or passed on already. */
    private final Set<Node> pinned = new HashSet<>();
    private final Map<Node, Integer> readsLeft = new HashMap<>();
    /** Whether each part reads its own rows of a value only. */
    private final Map<Node, Boolean> readByRows = new HashMap<>();
    /** Free for everyone. */
    private final List<float[]> free = new ArrayList<>();
    /** Free within this phase for those that keep to their own rows, since only such have read them. */
    private final List<float[]> freeByRows = new ArrayList<>();
    /** The same of lines, whose rows lie in other places. */
    private final List<float[]> freeLines = new ArrayList<>();
    /** Free from the next phase on. */
    private final List<float[]> freeNext = new ArrayList<>();

    private MemoryPlanner(Map<Node, float[]> given, int maxRows) {
        this.buffers = new HashMap<>(given);
        this.maxRows = maxRows;
    }

    /** The nodes that the results need, themselves included, in an order of computing. */
    static List<Node> needed(List<Node> nodes, Collection<Node> results) {
        var needed = new boolean[nodes.size()];
        for (Node result : results) {
            needed[result.id()] = true;
        }
        for (Node node : nodes.reversed()) {
            if (needed[node.id()]) {
                node.inputs().forEach(input -> needed[input.id()] = true);
            }
        }
        return nodes.stream().filter(node -> needed[node.id()]).toList();
    }

    /**
     * A buffer for each source and for the value of each group.
     *
     * @param given   buffers that exist already
     * @param results keep theirs, as sources do
     */
    static Map<Node, float[]> allocate(List<Node> needed, List<List<Group>> phases, Map<Node, float[]> given, Collection<Node> results, int maxRows) {
        var planner = new MemoryPlanner(given, maxRows);
        needed.stream().filter(node -> node.op() instanceof Source || results.contains(node)).forEach(planner::pin);
        phases.forEach(phase -> phase.forEach(planner::count));
        for (List<Group> phase : phases) {
            phase.forEach(planner::place);
            planner.endPhase();
        }
        return planner.buffers;
    }

    private void pin(Node node) {
        buffers.computeIfAbsent(node, missing -> new float[missing.shape().panels(maxRows)]);
        pinned.add(node);
    }

    private void count(Group group) {
        for (Node input : group.reads()) {
            readsLeft.merge(input, 1, Integer::sum);
            readByRows.merge(input, group.split() == Split.ROWS && input.shape().perRow(), Boolean::logicalAnd);
        }
    }

    private void place(Group group) {
        if (!pinned.contains(group.value())) {
            buffers.put(group.value(), memory(group));
        }
        group.reads().forEach(this::read);
    }

    /** The memory of an input that nobody reads after this group, or else some other. */
    private float[] memory(Group group) {
        for (Node input : group.replaceable()) {
            boolean last = readsLeft.get(input) == group.reads().stream().filter(input::equals).count();
            if (last && !pinned.contains(input) && readByRows.get(input)) {
                pinned.add(input);
                return buffers.get(input);
            }
        }
        int size = group.value().shape().panels(maxRows);
        float[] found = group.split() == Split.ROWS ? take(freeByRows(group.value()), size) : null;
        found = found == null ? take(free, size) : found;
        return found == null ? new float[size] : found;
    }

    /** The smallest that is large enough. */
    private static float[] take(List<float[]> from, int size) {
        var found = from.stream().filter(buffer -> buffer.length >= size).min(Comparator.comparingInt(buffer -> buffer.length));
        found.ifPresent(buffer -> from.removeIf(other -> other == buffer));
        return found.orElse(null);
    }

    private void read(Node input) {
        if (readsLeft.merge(input, -1, Integer::sum) == 0 && !pinned.contains(input)) {
            (readByRows.get(input) ? freeByRows(input) : freeNext).add(buffers.get(input));
        }
    }

    private List<float[]> freeByRows(Node value) {
        return value.shape().isLine() ? freeLines : freeByRows;
    }

    private void endPhase() {
        for (var released : List.of(freeByRows, freeLines, freeNext)) {
            free.addAll(released);
            released.clear();
        }
    }
}
