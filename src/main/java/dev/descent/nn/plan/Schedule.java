package dev.descent.nn.plan;

import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.Source;
import dev.descent.nn.graph.Split;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts groups into phases: within one, no part reads what another one writes; the next begins when all parts are done. */
final class Schedule {

    private final Map<Node, Group> makers;

    private Schedule(List<Group> groups) {
        this.makers = groups.stream().collect(Collectors.toMap(Group::value, group -> group));
    }

    /** As few phases as taking whatever can be done already makes them. */
    static List<List<Group>> of(List<Group> groups) {
        return new Schedule(groups).phases(groups);
    }

    private List<List<Group>> phases(List<Group> groups) {
        var phases = new ArrayList<List<Group>>();
        var left = new ArrayList<>(groups);
        var done = new HashSet<Node>();
        while (!left.isEmpty()) {
            var phase = new ArrayList<Group>();
            var fresh = new HashSet<Node>();
            for (Group group : List.copyOf(left)) {
                if (group.reads().stream().allMatch(input -> isReadable(input, group, done, fresh))) {
                    phase.add(group);
                    fresh.add(group.value());
                    left.remove(group);
                }
            }
            done.addAll(fresh);
            phases.add(phase);
        }
        return phases;
    }

    private boolean isReadable(Node input, Group reader, Set<Node> done, Set<Node> fresh) {
        if (input.op() instanceof Source || done.contains(input)) {
            return true;
        }
        // Of what this phase makes, a part may read its own rows.
        return fresh.contains(input) && reader.split() == Split.ROWS && makers.get(input).split() == Split.ROWS;
    }
}
