package dev.descent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A formula goes through the same life as a network: whatever interrupts its training, the bits are those of an undisturbed one. */
class FormulaRunTest {

    private static final int EPOCHS = 1500;

    @TempDir
    private Path directory;

    @Test
    void a_formula_that_is_paused_forked_or_shut_down_ends_with_the_bits_of_an_undisturbed_one() {
        JsonNode undisturbed;
        String interrupted;
        try (var service = Service.on(directory)) {
            service.post(201, "/datasets", """
                    {"name":"wave","generator":{"type":"sine","rows":8000,"noise":0.1,"seed":7}}""");
            undisturbed = service.rested(submitted(service));
            same(undisturbed, pausedAndResumed(service));
            same(undisturbed, cancelledAndForked(service));
            interrupted = submitted(service);
            service.trained(interrupted, 1);
        }
        try (var service = Service.on(directory)) {
            var run = service.rested(interrupted);
            assertThat(run.get("attempt").asInt()).isGreaterThan(1);
            same(undisturbed, run);
        }
    }

    private static JsonNode pausedAndResumed(Service service) {
        var id = submitted(service);
        service.trained(id, 1);
        service.post(202, "/runs/" + id + "/pause", "");
        assertThat(service.rested(id).get("status").asString()).isEqualTo("PAUSED");
        service.post(202, "/runs/" + id + "/resume", "");
        return service.rested(id);
    }

    private static JsonNode cancelledAndForked(Service service) {
        var id = submitted(service);
        service.trained(id, 1);
        service.post(202, "/runs/" + id + "/cancel", "");
        assertThat(service.rested(id).get("status").asString()).isEqualTo("CANCELLED");
        return service.rested(service.post(202, "/runs/" + id + "/fork", "{}").get("id").asString());
    }

    /** Mini-batches, momentum and a validation set: as much state as there is to be lost. */
    private static String submitted(Service service) {
        return service.post(202, "/runs", """
                {"dataset":"wave","target":"y","epochs":%d,"batchSize":8,"optimizer":{"type":"adam","learningRate":0.0001},
                 "schedule":{"type":"exponential","factor":0.9999},"checkpoint":{"everySeconds":0.5},
                 "model":{"formula":"a*sin(w*x1 + p) + b","parameters":{"a":0.5,"w":1.5,"p":0.3,"b":0.1}}}""".formatted(EPOCHS)).get("id").asString();
    }

    private static void same(JsonNode undisturbed, JsonNode run) {
        assertThat(run.get("status").asString()).as(run.toString()).isEqualTo("SUCCEEDED");
        assertThat(run.get("weightsDigest")).isEqualTo(undisturbed.get("weightsDigest"));
        assertThat(run.get("best")).isEqualTo(undisturbed.get("best"));
    }
}
