package dev.descent.faults.checker;

import dev.descent.faults.checker.HistoryChecker.Findings;
import java.util.HashMap;
import java.util.HashSet;

/** I2: one end for each run, which nothing follows and nobody sees change; each epoch once. */
final class Endings {

    private Endings() {}

    static void judge(Evidence evidence, Findings findings) {
        evidence.runs().values().forEach(run -> {
            ends(run, findings);
            epochs(run, findings);
        });
        seen(evidence, findings);
    }

    private static void ends(StoredRun run, Findings findings) {
        var ends = run.moments().stream().filter(Moment::isEnd).toList();
        var last = run.moments().stream().map(Moment::status).filter(StoredRun::isEnd).toList();
        if (ends.size() != (run.hasEnded() ? 1 : 0)) {
            findings.add("I2", run.id(), "is " + run.status() + " and ended " + ends.size() + " times");
        } else if (run.hasEnded() && !run.moments().getLast().isEnd()) {
            findings.add("I2", run.id(), "has a " + run.moments().getLast().type() + " after its end");
        } else if (run.hasEnded() && (last.size() != 1 || !last.getFirst().equals(run.status()))) {
            findings.add("I2", run.id(), "is " + run.status() + ", and its events say " + last);
        }
        if (run.hasEnded() != run.hasFinished()) {
            findings.add("I2", run.id(), "is " + run.status() + (run.hasFinished() ? " and has" : " and has no") + " time of its end");
        }
        if (run.status().equals("SUCCEEDED") && run.digest() == null) {
            findings.add("I2", run.id(), "has succeeded without weights");
        }
    }

    /** Contiguous from 1, in the order of their numbers, and as many as the run says. */
    private static void epochs(StoredRun run, Findings findings) {
        int expected = 1;
        for (var epoch : run.epochs()) {
            if (epoch.epoch() != expected) {
                findings.add("I2", run.id(), "has epoch " + epoch.epoch() + " where " + expected + " belongs");
                return;
            }
            expected++;
        }
        if (run.epochsDone() != expected - 1) {
            findings.add("I2", run.id(), "says it has " + run.epochsDone() + " epochs and has " + (expected - 1));
        }
    }

    /** Whoever once saw an end sees the same one for ever. */
    private static void seen(Evidence evidence, Findings findings) {
        var ends = new HashMap<String, Call>();
        var told = new HashSet<String>();
        for (var call : evidence.calls()) {
            if (call.showsRun() && StoredRun.isEnd(call.json().get("status").asString())) {
                ends.putIfAbsent(call.subject(), call);
            }
        }
        for (var call : evidence.calls()) {
            var first = ends.get(call.subject());
            if (call.showsRun() && first != null && call.sent() > first.answered() && !ending(call).equals(ending(first)) && told.add(call.subject())) {
                findings.add("I2", call.subject(), "was seen as " + ending(first) + " and later as " + ending(call));
            }
        }
        ends.forEach((run, call) -> {
            var stored = evidence.runs().get(run);
            if (stored != null && !stored.status().equals(call.json().get("status").asString())) {
                findings.add("I2", run, "was seen as " + ending(call) + " and is " + stored.status());
            }
        });
    }

    private static String ending(Call call) {
        var run = call.json();
        return run.get("status").asString() + " " + run.path("weightsDigest").asString("");
    }
}
