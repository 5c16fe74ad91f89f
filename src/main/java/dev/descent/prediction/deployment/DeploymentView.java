package dev.descent.prediction.deployment;

import dev.descent.run.CheckpointChoice;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * A name with what it serves.
 *
 * @param version  that is served
 * @param url      where it answers, by the Open Inference Protocol
 * @param versions the latest first; any of them can be gone back to while its run is there
 */
@Schema(name = "Deployment")
public record DeploymentView(String id, String name, int version, String run, @Schema(type = "string") CheckpointChoice checkpoint, Serving.Split split, String url, Instant createdAt, Instant changedAt,
        List<Version> versions) {

    @Schema(name = "DeploymentVersion")
    public record Version(int version, String run, @Schema(type = "string") CheckpointChoice checkpoint, Serving.Split split, Instant createdAt) {}

    static DeploymentView of(Deployment row, List<DeploymentVersion> versions) {
        var active = versions.stream().filter(version -> version.version() == row.version()).findFirst().orElseThrow().serving();
        var all = versions.stream().map(version -> new Version(version.version(), version.serving().run(), version.serving().checkpoint(), version.serving().split(), version.createdAt())).toList();
        var url = "/v2/models/" + URLEncoder.encode(row.name(), StandardCharsets.UTF_8).replace("+", "%20") + "/infer";
        return new DeploymentView(row.id(), row.name(), row.version(), active.run(), active.checkpoint(), active.split(), url, row.createdAt(), row.changedAt(), all);
    }
}
