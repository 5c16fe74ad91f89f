package dev.descent.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The wall clock of one of two nodes jumps by two hours, to and fro, while it trains. Needs libfaketime (-Dlibfaketime=its path). */
class F15ClockJumpsIT {

    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final List<String> JUMPS = List.of("+7200", "-7200", "+0");
    /** The library is asked for the time at every batch, and takes its own. */
    private static final int EPOCHS = 60;

    /** A try is a run through one jump. */
    @Fault(value = "F15", verify = 0, full = 30)
    void a_wall_clock_that_jumps_costs_nobody_a_run_and_no_time_runs_backwards(Campaign campaign) throws IOException {
        var library = library(campaign);
        var cluster = Cluster.ready(campaign);
        cluster.first().terminate();
        cluster.first().awaitExit(DEADLINE);
        try (var lab = Lab.on(cluster.database(), campaign)) {
            var offset = campaign.directory().resolve("offset");
            jump(offset, "+0");
            var node = lab.node("jumping", "--descent.worker.slots=1").withEnvironment(Map.of("LD_PRELOAD", library.toString(), "FAKETIME_TIMESTAMP_FILE", offset.toString(),
                    "FAKETIME_NO_CACHE", "1", "FAKETIME_DONT_FAKE_MONOTONIC", "1", "DONT_FAKE_MONOTONIC", "1")).start();
            cluster.second().terminate();
            cluster.second().awaitExit(DEADLINE);
            var client = lab.client("owner", node);
            client.createDataset(Requests.SPIRALS);
            var first = client.submit(Requests.run("jumping 1", 4, EPOCHS));
            client.awaitEpoch(first, 1, DEADLINE);
            cluster.second().start();
            var runs = new ArrayList<>(List.of(first));
            for (int number : campaign.each()) {
                var run = runs.getLast();
                client.awaitEpoch(run, 2 + campaign.random(5), DEADLINE);
                jump(offset, JUMPS.get(number % JUMPS.size()));
                var ended = client.awaitEnd(run, DEADLINE);
                campaign.require(ended.get("status").asString().equals("SUCCEEDED") && ended.get("attempt").asInt() == 1, run + " was taken over: attempt " + ended.get("attempt"));
                var times = Stream.of("createdAt", "startedAt", "finishedAt").map(name -> Instant.parse(ended.get(name).asString())).toList();
                campaign.require(times.equals(times.stream().sorted().toList()), run + " has times that run backwards: " + times);
                campaign.require(Duration.between(times.getFirst(), times.getLast()).compareTo(Duration.ofHours(1)) < 0, run + " has times of two clocks: " + times);
                runs.add(client.submit(Requests.run("jumping " + (number + 1), 4, EPOCHS)));
            }
            lab.awaitEnds(client, runs, DEADLINE);
            node.stop();
            lab.judgeAlive();
        }
    }

    private static void jump(Path offset, String seconds) throws IOException {
        Files.createDirectories(offset.getParent());
        Files.move(Files.writeString(offset.resolveSibling("next-offset"), seconds + "\n"), offset, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path library(Campaign campaign) {
        var usual = Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/local/lib").map(directory -> directory + "/faketime/libfaketime.so.1");
        var found = Stream.concat(Stream.of(System.getProperty("libfaketime", "")).filter(path -> !path.isEmpty()), usual).map(Path::of).filter(Files::exists).findFirst();
        if (found.isEmpty()) {
            campaign.skip("libfaketime is not installed");
        }
        return found.orElseThrow().toAbsolutePath();
    }
}
