package dev.descent.faults.checker;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** Reads the tables by plain queries, knowing nothing of the classes that wrote them. */
record Rows(Connection database) {

    private static final JsonMapper JSON = JsonMapper.shared();

    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    Map<String, StoredRun> runs() throws SQLException {
        var moments = moments();
        var runs = new LinkedHashMap<String, StoredRun>();
        each("select id, name, status, weights_digest, effective_spec, dataset_sha256, epochs_done, event_seq, finished_at from run order by id", row -> {
            var id = row.getString("id");
            runs.put(id, new StoredRun(id, row.getString("name"), row.getString("status"), row.getString("weights_digest"),
                    row.getString("dataset_sha256") + " " + row.getString("effective_spec"), row.getInt("epochs_done"), row.getLong("event_seq"),
                    row.getObject("finished_at") != null, moments.getOrDefault(id, List.of())));
        });
        return runs;
    }

    Set<String> datasets() throws SQLException {
        var ids = new HashSet<String>();
        each("select id from dataset where state = 'READY'", row -> ids.add(row.getString(1)));
        return ids;
    }

    List<String> pickedEntries() throws SQLException {
        var entries = new ArrayList<String>();
        each("select task_instance, picked_by from scheduled_tasks where picked and task_name = 'run'", row -> entries.add(row.getString(1) + " by " + row.getString(2)));
        return entries;
    }

    List<StoredCheckpoint> checkpoints() throws SQLException {
        var chunks = new HashMap<String, Chunks>();
        each("select checkpoint_id, chunk_index, data from run_checkpoint_chunk order by checkpoint_id, chunk_index",
                row -> chunks.computeIfAbsent(row.getString(1), _ -> new Chunks()).add(row.getInt(2), row.getBytes(3)));
        var all = new ArrayList<StoredCheckpoint>();
        each("select id, run_id, bytes, sha256 from run_checkpoint", row -> {
            var found = chunks.getOrDefault(row.getString(1), new Chunks());
            chunks.remove(row.getString(1));
            all.add(found.under(row.getString(1), row.getString(2), row.getLong(3), row.getString(4)));
        });
        chunks.forEach((id, lost) -> all.add(lost.under(id, null, 0, "")));
        return all;
    }

    private Map<String, List<Moment>> moments() throws SQLException {
        var moments = new HashMap<String, List<Moment>>();
        each("select run_id, seq, type, attempt, data_json from run_event", row -> add(moments, row.getString(1),
                new Moment(row.getLong(2), row.getString(3), row.getInt(4), JSON.readTree(row.getString(5)), 0, null)));
        each("select run_id, seq, epoch, attempt, train_loss, val_loss, metrics, learning_rate, gradient_norm from run_epoch", row -> add(moments, row.getString(1),
                new Moment(row.getLong(2), Moment.EPOCH, row.getInt(4), null, row.getInt(3), figures(row))));
        moments.values().forEach(all -> all.sort(Comparator.comparingLong(Moment::seq)));
        return moments;
    }

    private static String figures(ResultSet row) throws SQLException {
        var text = new StringBuilder();
        for (int column = 5; column <= 9; column++) {
            text.append(row.getString(column)).append(' ');
        }
        return text.toString();
    }

    private static void add(Map<String, List<Moment>> moments, String run, Moment moment) {
        moments.computeIfAbsent(run, _ -> new ArrayList<>()).add(moment);
    }

    private void each(String query, Reader reader) throws SQLException {
        try (var statement = database.createStatement(); var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    /** What the chunks of one checkpoint amount to. */
    private static final class Chunks {

        private final MessageDigest digest = sha256();
        private int count;
        private long length;
        private boolean inOrder = true;

        void add(int index, byte[] data) {
            inOrder &= index == count++;
            length += data.length;
            digest.update(data);
        }

        StoredCheckpoint under(String id, String run, long claimed, String sha256) {
            return new StoredCheckpoint(id, run, claimed, sha256, count, inOrder, length, HexFormat.of().formatHex(digest.digest()));
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
