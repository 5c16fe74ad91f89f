package dev.descent.endtoend;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.endtoend.DescentClient.Answer;
import dev.descent.endtoend.DescentClient.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of the bad-input matrix that need small limits: B12, B22 and B46, on a service of their own that has room for two waiting runs, one of each tenant. */
final class BadLimits implements AutoCloseable {

    private final Path home;
    private final Node node;
    private final DescentClient admin;
    private final Map<String, DescentClient> tenants = new HashMap<>();

    BadLimits() {
        try {
            home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "limits");
            node = Node.idle(List.of("--descent.data-directory=" + home, "--server.tomcat.basedir=" + home.resolve("tomcat")), "--descent.security.mode=keys", "--descent.worker.warm-up=false",
                    "--descent.limits.columns=10", "--descent.limits.cells=1000", "--descent.limits.upload-bytes=64KB", "--descent.limits.operations=1e9", "--descent.limits.queued-runs=2",
                    "--descent.limits.uploads-per-minute=1000", "--descent.quotas.queued=1", "--descent.quotas.upload-bytes=32KB", "--descent.quotas.models=2");
            admin = node.client().with(Files.readString(home.resolve("admin.key")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void rows(BadInput cases) {
        cases.refused("B12", "more epochs than may be computed", () -> of("a").post("/api/v1/runs", run(of("a"), 1_000_000)), 422, "compute-budget-exceeded").at("/epochs").saying("parameters", "rows 4", "epochs 1000000");
        cases.refused("B22", "eleven columns of ten", () -> upload("a,b,c,d,e,f,g,h,i,j,k\n" + "1,".repeat(10) + "1\n"), 413, "dataset-too-large").saying("10 columns", "\"unit\":\"columns\"");
        cases.refused("B22", "1,001 cells of 1,000", () -> upload("a\n" + "1\n".repeat(1001)), 413, "dataset-too-large").saying("1000 cells");
        cases.refused("B22", "1,001 cells of 1,000 in the request", () -> of("a").post("/api/v1/datasets", Map.of("columns", List.of("a"), "rows", nCopies(1001, List.of(1)))), 413, "dataset-too-large").saying("1000 cells");
        cases.refused("B22", "1,002 cells of 1,000 to be made", () -> of("a").post("/api/v1/datasets", "{\"generator\":{\"type\":\"sine\",\"rows\":501}}"), 413, "dataset-too-large").saying("1000 cells");
        cases.refused("B22", "40 of 32 KiB", () -> upload("a\n" + "x".repeat(40 << 10)), 413, "dataset-too-large").saying("32768 bytes");
        cases.refused("B22", "40 of 32 KiB, as it says beforehand", () -> of("a").send(of("a").request("/api/v1/datasets").header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofByteArray(new byte[40 << 10]))), 413, "dataset-too-large").saying("32768 bytes");
        cases.refused("B22", "more than any tenant may send", () -> upload("a\n" + "x".repeat(70 << 10)), 413, "dataset-too-large");
        cases.refused("B22", "40 KiB packed in one", () -> of("a").postMultipart("/api/v1/datasets", List.of(new Part("file", "a.csv.gz", BadFile.gzip(BadFile.text("a\n" + "x\n".repeat(20 << 10)))))), 413, "decompressed-too-large");
        cases.held("B22", "rows", "dataset.format.RefusedFilesTest", "a_bad_file_is_refused_whole");
        cases.refused("B46", "a second waiting run of a tenant", () -> secondRun("a"), 429, "quota-exceeded").saying("waiting runs").forNow();
        cases.refused("B46", "a third waiting run of all", () -> {
            secondRun("b").expect(429);
            return submit("c");
        }, 503, "queue-full").forNow();
        cases.holds("B46", "none of them is kept, and who asked too early gets in when there is room", () -> {
            assertThat(runs("a")).hasSize(1);
            assertThat(runs("c")).isEmpty();
            of("a").post("/api/v1/runs/" + runs("a").getFirst() + "/cancel", "").expect(202);
            submit("c").expect(202);
        });
    }

    private Answer secondRun(String tenant) {
        submit(tenant).expect(202);
        return submit(tenant);
    }

    private Answer submit(String tenant) {
        return of(tenant).post("/api/v1/runs", run(of(tenant), 1));
    }

    private List<String> runs(String tenant) {
        return of(tenant).get("/api/v1/runs").expect(200).json().get("data").valueStream().map(run -> run.get("id").asString()).toList();
    }

    private Answer upload(String csv) {
        return of("a").postMultipart("/api/v1/datasets", List.of(Part.file("a.csv", csv)));
    }

    /** On a dataset that the tenant gets when it does not have it yet. */
    private static String run(DescentClient client, int epochs) {
        if (client.get("/api/v1/datasets/line").status() == 404) client.createDataset("line", List.of("x", "y"), List.of(List.of(1, 2), List.of(2, 3), List.of(3, 4), List.of(4, 5)));
        return "{\"dataset\":\"line\",\"target\":\"y\",\"epochs\":" + epochs + ",\"validation\":null,\"model\":{\"layers\":[{\"type\":\"dense\",\"units\":1000},{\"type\":\"dense\"}]}}";
    }

    private DescentClient of(String tenant) {
        return tenants.computeIfAbsent(tenant, name -> node.client().with(admin.post("/api/v1/admin/keys", Map.of("name", name, "role", "writer", "tenant", name)).expect(201).json().get("key").asString()));
    }

    @Override
    public void close() {
        tenants.values().forEach(DescentClient::close);
        admin.close();
        node.close();
    }
}
