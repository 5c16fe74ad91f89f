package dev.descent.faults.checker;

import dev.descent.faults.checker.HistoryChecker.Findings;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** I1, I8: what was acknowledged is there, ended, and not there twice. */
final class Acknowledgements {

    private Acknowledgements() {}

    static void judge(Evidence evidence, Findings findings) {
        var deleted = evidence.calls().stream().filter(Call::deletesRun).map(Call::subject).collect(Collectors.toSet());
        var givenUp = evidence.calls().stream().filter(Call::deletesDataset).map(Call::subject).collect(Collectors.toSet());
        var acknowledged = evidence.calls().stream().filter(call -> call.isSubmission() && call.isAcknowledged()).toList();
        acknowledged.stream().map(call -> call.json().get("id").asString()).distinct().filter(run -> !deleted.contains(run)).forEach(run -> exists(run, evidence, findings));
        evidence.calls().stream().filter(call -> call.isUpload() && call.isAcknowledged()).map(call -> call.json().get("id").asString())
                .filter(dataset -> !evidence.datasets().contains(dataset) && !givenUp.contains(dataset)).forEach(dataset -> findings.add("I1", dataset, "was acknowledged and is gone"));
        keys(evidence, deleted, findings);
        submittedOnly(evidence, findings);
    }

    private static void exists(String run, Evidence evidence, Findings findings) {
        var stored = evidence.runs().get(run);
        if (stored == null) {
            findings.add("I1", run, "was acknowledged and is gone");
        } else if (!stored.hasEnded()) {
            findings.add("I1", run, "was acknowledged and is still " + stored.status());
        }
    }

    /** However often a key was sent, by whatever clients: one run, and the same answer each time. */
    private static void keys(Evidence evidence, Set<String> deleted, Findings findings) {
        var byKey = evidence.calls().stream().filter(call -> call.isSubmission() && call.key() != null).collect(Collectors.groupingBy(Call::key));
        var runsByName = evidence.runs().values().stream().collect(Collectors.groupingBy(StoredRun::name));
        byKey.forEach((key, calls) -> {
            var answers = calls.stream().filter(Call::isAcknowledged).map(call -> call.json().get("id").asString()).collect(Collectors.toCollection(HashSet::new));
            if (answers.size() > 1) {
                findings.add("I1", "key " + key, "was answered by different runs: " + answers);
            }
            runs(key, calls, answers, runsByName, deleted, findings);
        });
    }

    /** Clients give each key's run a name of its own, so that a second one shows even where nobody was told of it. */
    private static void runs(String key, List<Call> calls, Set<String> answers, Map<String, List<StoredRun>> runsByName, Set<String> deleted, Findings findings) {
        var found = runsByName.getOrDefault(calls.getFirst().submittedName(), List.of());
        if (found.size() > 1) {
            findings.add("I1", "key " + key, "made " + found.size() + " runs: " + found.stream().map(StoredRun::id).toList());
        }
        if (found.size() == 1 && answers.size() == 1 && !answers.contains(found.getFirst().id()) && !deleted.containsAll(answers)) {
            findings.add("I1", "key " + key, "was answered by " + answers + " and made " + found.getFirst().id());
        }
    }

    /** Nobody else submits: there are no more runs of a name than were asked for. */
    private static void submittedOnly(Evidence evidence, Findings findings) {
        var asked = new HashMap<String, Long>();
        evidence.calls().stream().filter(Call::isSubmission).sorted(Comparator.comparingLong(Call::sent)).forEach(call -> asked.merge(call.submittedName(), 1L, Long::sum));
        evidence.runs().values().stream().collect(Collectors.groupingBy(StoredRun::name, Collectors.counting())).forEach((name, count) -> {
            if (count > asked.getOrDefault(name, 0L)) {
                findings.add("I1", "name " + name, "has " + count + " runs and was submitted " + asked.getOrDefault(name, 0L) + " times");
            }
        });
    }
}
