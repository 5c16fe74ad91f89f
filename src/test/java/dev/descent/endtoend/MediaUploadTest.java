package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.endtoend.DescentClient.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class MediaUploadTest extends EndToEnd {

    private static final Path MEDIA = Path.of("src/test/resources/media");
    private static final String DATASETS = "/api/v1/datasets";

    @Test
    void pictures_with_labels_become_rows_that_a_convolution_learns() {
        var parts = new ArrayList<Part>();
        var labels = new ArrayList<String>();
        for (int i = 0; i < 12; i++) {
            parts.add(picture(i % 2 == 0 ? "grey.png" : "smooth.png", "p" + i + ".png"));
            labels.add(i % 2 == 0 ? "\"noise\"" : "\"slope\"");
        }
        parts.add(Part.field("labels", labels.toString()));
        parts.add(Part.field("options", "{\"image\":{\"width\":8,\"height\":8,\"channels\":1}}"));
        parts.add(Part.field("name", "labelled pictures"));
        var dataset = descent.postMultipart(DATASETS, parts).expect(201).json();
        assertThat(dataset.get("rows").asInt()).isEqualTo(12);
        assertThat(dataset.get("columns")).hasSize(65);
        assertThat(dataset.get("columns").get(64).get("categories").toString()).contains("noise", "slope");
        var run = descent.awaitSuccess(descent.submit("""
                {"dataset":"labelled pictures","target":"label","epochs":60,"batchSize":4,"optimizer":{"type":"adam","learningRate":0.01},"validation":null,
                 "preprocessing":{"numeric":"minMax","augmentation":[{"type":"flip"},{"type":"shift","rows":1,"columns":1},{"type":"crop"},{"type":"rotate"},{"type":"noise","std":0.02}]},
                 "model":{"inputShape":[1,8,8],"layers":[{"type":"conv2d","filters":4,"kernel":3,"activation":"relu"},{"type":"flatten"},{"type":"dense"}]}}"""));
        var evaluation = descent.post("/api/v1/runs/" + run.get("id").asString() + "/evaluations", "{\"dataset\":\"labelled pictures\",\"checkpoint\":\"latest\"}").expect(200).json();
        assertThat(evaluation.at("/metrics/accuracy").asDouble()).as(evaluation.toString()).isEqualTo(1);
        assertThat(run.at("/effectiveSpec/preprocessing/augmentation/0/probability").asDouble()).isEqualTo(0.5);
    }

    @Test
    void a_picture_in_base64_is_a_member_of_its_line() {
        var lines = "{\"label\":\"a\",\"image\":\"%s\",\"weight\":2}\n{\"image\":\"data:image/png;base64,%s\",\"label\":\"b\"}\n".formatted(base64("grey.png"), base64("grey.png"));
        var preview = descent.postMultipart("/api/v1/dataset-previews", List.of(Part.file("x.jsonl", lines))).expect(200).json();
        assertThat(preview.get("columns")).hasSize(37);
        assertThat(preview.get("columns").get(35).get("name").asString()).isEqualTo("label");
        assertThat(preview.get("firstRows").get(1).get("label").asString()).isEqualTo("b");
        assertThat(preview.get("firstRows").get(1).get("weight").isNull()).isTrue();
        assertThat(preview.get("firstRows").get(0).get("x1")).isEqualTo(preview.get("firstRows").get(1).get("x1"));
    }

    @Test
    void sounds_become_signals_or_spectra() {
        var parts = List.of(picture("tone16.wav", "a.wav"), picture("tone8.wav", "b.wav"), Part.field("labels", "{\"b.wav\":2,\"a.wav\":1.5}"));
        var signals = descent.postMultipart("/api/v1/dataset-previews", parts).expect(200).json();
        assertThat(signals.get("columns")).hasSize(1601);
        assertThat(signals.get("firstRows").get(1).get("label").asDouble()).isEqualTo(2);
        var spectra = new ArrayList<>(parts);
        spectra.add(Part.field("options", "{\"sound\":{\"features\":\"logMel\",\"mels\":10}}"));
        // 1,600 samples at 8,000 a second: 1 + (1600 − 200)/80 = 18 frames.
        assertThat(descent.postMultipart("/api/v1/dataset-previews", spectra).expect(200).json().get("columns")).hasSize(181);
    }

    @Test
    void what_is_wrong_with_a_file_is_told_with_its_name() {
        var mixed = descent.postMultipart(DATASETS, List.of(picture("grey.png", "a.png"), picture("smooth.png", "b.png"), picture("cut.png", "c.png"))).expect(422).json();
        assertThat(mixed.get("errors").toString()).contains("/file/1", "b.png", "options.image", "/file/2", "c.png", "ends early");
        assertThat(descent.postMultipart(DATASETS, List.of(picture("bomb.png", "bomb.png"))).expect(422).json().get("detail").asString()).contains("3600000000 pixels");
        assertThat(descent.postMultipart(DATASETS, List.of(picture("grey.png", "a.png"), picture("tone16.wav", "b.wav"))).expect(422).json().get("detail").asString()).contains("b.wav");
        assertThat(descent.postMultipart(DATASETS, List.of(picture("grey.png", "a.png"), Part.field("labels", "[1,2]"))).expect(422).json().get("detail").asString()).contains("one label");
        assertThat(descent.postMultipart(DATASETS, List.of(picture("grey.png", "a.csv"))).expect(415).json().get("code").asString()).isEqualTo("unsupported-format");
        assertThat(descent.postMultipart(DATASETS, List.of(picture("grey.png", "a.png"), Part.field("options", "{\"image\":{\"width\":4000,\"height\":4000}}"))).expect(413).json().get("code").asString())
                .isEqualTo("dataset-too-large");
        assertThat(descent.get("/api/v1/datasets?limit=500").json().get("data").toString()).doesNotContain("bomb");
    }

    @Test
    void sequences_are_cut_out_of_moments() {
        var csv = "day,site,x,y,state\n3,a,3,30,on\n1,a,1,10,off\n2,a,2,20,off\n4,a,4,40,on\n1,b,7,70,off\n2,b,8,80,on\n3,b,9,90,on\n";
        var windows = "{\"windows\":{\"time\":\"day\",\"group\":\"site\",\"values\":[\"x\",\"y\"],\"length\":2,\"targets\":[\"x\"],\"keep\":[\"site\"]}}";
        var preview = descent.postMultipart("/api/v1/dataset-previews", List.of(Part.file("m.csv", csv), Part.field("options", windows))).expect(200).json();
        assertThat(preview.get("columns").valueStream().map(column -> column.get("name").asString())).containsExactly("x.1", "y.1", "x.2", "y.2", "x+1", "site");
        assertThat(preview.get("firstRows").valueStream().map(Object::toString)).containsExactly("{\"x.1\":1.0,\"y.1\":10.0,\"x.2\":2.0,\"y.2\":20.0,\"x+1\":3.0,\"site\":\"a\"}",
                "{\"x.1\":2.0,\"y.1\":20.0,\"x.2\":3.0,\"y.2\":30.0,\"x+1\":4.0,\"site\":\"a\"}", "{\"x.1\":7.0,\"y.1\":70.0,\"x.2\":8.0,\"y.2\":80.0,\"x+1\":9.0,\"site\":\"b\"}");
        var classes = "{\"windows\":{\"time\":\"day\",\"group\":\"site\",\"values\":[\"x\",\"y\"],\"length\":2,\"stride\":2,\"horizon\":0,\"targets\":[\"state\"],\"layout\":\"channels\"}}";
        var stored = descent.postMultipart(DATASETS, List.of(Part.file("m.csv", csv), Part.field("options", classes), Part.field("name", "windows"))).expect(201).json();
        assertThat(descent.get("/api/v1/datasets/" + stored.get("id").asString() + "/content").text().lines()).containsExactly("x.1,x.2,y.1,y.2,state", "1,2,10,20,off", "3,4,30,40,on", "7,8,70,80,on");
    }

    @Test
    void windows_that_cannot_be_cut_are_refused_with_their_reasons() {
        var csv = "day,x,state\n1,1,off\n1,2,on\n2,3,on\n";
        assertThat(windowed(csv, "\"time\":\"when\",\"values\":[\"state\",\"z\"],\"length\":2", 422)).contains("/options/windows/values/0", "not numeric", "/options/windows/values/1", "/options/windows/time");
        assertThat(windowed(csv, "\"time\":\"day\",\"values\":[\"x\"],\"length\":1", 422)).contains("line 3", "stands in line 2 already", "group");
        assertThat(windowed(csv, "\"values\":[\"x\"],\"length\":3", 422)).contains("dataset-empty", "4 rows");
        assertThat(windowed(csv, "\"values\":[\"x\"],\"length\":1,\"horizon\":0", 422)).contains("/options/windows/horizon");
        assertThat(windowed(csv, "\"values\":[\"x\"],\"length\":100000", 413)).contains("dataset-too-large");
        assertThat(windowed(csv, "\"values\":[\"x\"],\"length\":0", 422)).contains("/options/windows/length");
        assertThat(windowed("day,x\n1,\n2,5\n3,6\n", "\"time\":\"day\",\"values\":[\"x\"],\"length\":2", 201)).contains("\"missing\":1");
        assertThat(descent.post(DATASETS, "{\"columns\":[\"x\"],\"rows\":[[1],[2],[3]],\"options\":{\"windows\":{\"values\":[\"x\"],\"length\":2}}}").expect(201).json().get("rows").asInt()).isEqualTo(1);
    }

    @Test
    void pictures_are_changed_only_where_there_are_pictures() {
        descent.createDataset("moments", List.of("a", "b", "y"), List.of(List.of(1, 2, 3), List.of(2, 3, 4), List.of(3, 5, 4)));
        var refused = descent.post("/api/v1/runs", """
                {"dataset":"moments","target":"y","model":{},"preprocessing":{"augmentation":[{"type":"noise"},{"type":"flip"},{"type":"timeShift"}]}}""").expect(422).json();
        assertThat(refused.get("errors").valueStream().map(error -> error.get("pointer").asString())).containsExactly("/preprocessing/augmentation/1", "/preprocessing/augmentation/2");
    }

    private String windowed(String csv, String windows, int status) {
        return descent.postMultipart(DATASETS, List.of(Part.file("w" + windows.hashCode() + ".csv", csv), Part.field("options", "{\"windows\":{" + windows + "}}"))).expect(status).text();
    }

    private static Part picture(String file, String name) {
        return new Part("file", name, bytes(file));
    }

    private static String base64(String file) {
        return Base64.getEncoder().encodeToString(bytes(file));
    }

    private static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(MEDIA.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
