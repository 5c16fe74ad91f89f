package dev.descent.faults.checker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that is judged: what clients saw, and what the database holds after the end.
 *
 * @param datasets   ids of those that are ready
 * @param heldByDead names of queue entries that are still picked although nobody runs any more
 */
record Evidence(List<Call> calls, Map<String, StoredRun> runs, Set<String> datasets, List<StoredCheckpoint> checkpoints, List<String> heldByDead) {

    static Evidence gather(Path history, Connection database) throws SQLException, IOException {
        var rows = new Rows(database);
        try (var lines = Files.lines(history)) {
            return new Evidence(lines.map(Call::read).toList(), rows.runs(), rows.datasets(), rows.checkpoints(), rows.pickedEntries());
        }
    }
}
