package dev.descent.faults;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the operating system had not written is gone: the process dies, and its database is replaced by a copy from its last sync. A real
 * power cut leaves as much or more, so this shows without root that nobody is answered before the sync that he waits for.
 */
class F04LostCacheIT {

    private static final Duration DEADLINE = Duration.ofMinutes(3);

    /** A try is a submission, followed by the loss. */
    @Fault(value = "F04-cache", verify = 2, full = 50)
    void what_is_acknowledged_was_synced_before(Campaign campaign) {
        try (var lab = Lab.onH2(campaign)) {
            var node = lab.node("node", "--descent.worker.slots=1").start();
            var client = lab.client("user", node);
            client.createDataset(Requests.FEW_SPIRALS);
            node.keepImage(database(campaign));
            var runs = new ArrayList<String>();
            for (int number : campaign.each()) {
                runs.add(client.submit(Requests.tiny("synced " + number)));
                loseCache(node, campaign);
            }
            lab.awaitEnds(client, runs, DEADLINE);
            lab.judge();
        }
    }

    /** The checker is worth its name: where nobody waits for the sync, it turns red. */
    @Fault(value = "F04-unsynced", verify = 1, full = 1)
    void without_the_sync_the_checker_turns_red(Campaign campaign) {
        try (var lab = Lab.onH2(campaign)) {
            var node = lab.node("node", "--descent.worker.slots=0").start();
            var client = lab.client("user", node);
            node.keepImage(database(campaign));
            client.createDataset(Requests.FEW_SPIRALS);
            node.mutate(Mutation.WITHOUT_SYNC);
            var lost = client.submit(Requests.tiny("unsynced"));
            loseCache(node, campaign);
            node.stop();
            campaign.require(lab.violations().stream().map(Object::toString).toList().equals(List.of("I1 " + lost + ": was acknowledged and is gone")), "the checker saw " + lab.violations());
        }
    }

    private static void loseCache(ServiceProcess node, Campaign campaign) {
        node.kill();
        try {
            Files.move(DiskImage.of(database(campaign)), database(campaign), REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        node.start();
    }

    private static Path database(Campaign campaign) {
        return campaign.directory().resolve("data").resolve("db.mv.db");
    }
}
