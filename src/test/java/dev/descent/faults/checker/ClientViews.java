package dev.descent.faults.checker;

import dev.descent.faults.checker.HistoryChecker.Findings;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** I6: whoever asks later sees a later attempt, or as many epochs of the same attempt. Calls that overlap say nothing about each other. */
final class ClientViews {

    private ClientViews() {}

    private record View(long sent, long answered, int attempt, int epoch) {

        static View of(Call call) {
            var run = call.json();
            return new View(call.sent(), call.answered(), run.get("attempt").asInt(), run.path("progress").path("epoch").asInt(0));
        }

        boolean isBehind(View other) {
            return attempt < other.attempt || attempt == other.attempt && epoch < other.epoch;
        }
    }

    static void judge(Evidence evidence, Findings findings) {
        evidence.calls().stream().filter(Call::showsRun)
                .collect(Collectors.groupingBy(Call::subject, Collectors.mapping(View::of, Collectors.toList())))
                .forEach((run, views) -> judge(run, views, findings));
    }

    private static void judge(String run, List<View> views, Findings findings) {
        var answered = views.stream().sorted(Comparator.comparingLong(View::answered)).toList();
        int next = 0;
        View furthest = null;
        for (var view : views.stream().sorted(Comparator.comparingLong(View::sent)).toList()) {
            for (; next < answered.size() && answered.get(next).answered() < view.sent(); next++) {
                furthest = furthest == null || furthest.isBehind(answered.get(next)) ? answered.get(next) : furthest;
            }
            if (furthest != null && view.isBehind(furthest)) {
                findings.add("I6", run, "was seen in attempt " + furthest.attempt() + " at epoch " + furthest.epoch() + ", and later in attempt "
                        + view.attempt() + " at epoch " + view.epoch());
                return;
            }
        }
    }
}
