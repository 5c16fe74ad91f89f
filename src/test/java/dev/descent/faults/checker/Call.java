package dev.descent.faults.checker;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of a history.
 *
 * @param sent   nanoseconds of the clock of all clients
 * @param key    the Idempotency-Key, or null
 * @param status 0 where no answer came: the service may have done what was asked, or not
 */
record Call(String client, long sent, long answered, String method, String path, String key, String body, int status, String answer) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String RUNS = "/api/v1/runs";

    static Call read(String line) {
        return JSON.readValue(line, Call.class);
    }

    boolean isSubmission() {
        return method.equals("POST") && path.equals(RUNS);
    }

    boolean isUpload() {
        return method.equals("POST") && path.equals("/api/v1/datasets");
    }

    /** Asks for a run, and was answered by it. */
    boolean showsRun() {
        return method.equals("GET") && path.matches(RUNS + "/run_[^/?]*") && status == 200;
    }

    boolean deletesDataset() {
        return method.equals("DELETE") && path.startsWith("/api/v1/datasets/");
    }

    boolean deletesRun() {
        return method.equals("DELETE") && path.startsWith(RUNS + "/");
    }

    boolean isAcknowledged() {
        return status >= 200 && status < 300;
    }

    /** The last part of the path. */
    String subject() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    JsonNode json() {
        return JSON.readTree(answer);
    }

    /** What was submitted, as far as it can be told by its name. */
    String submittedName() {
        return JSON.readTree(body).path("name").asString("");
    }
}
