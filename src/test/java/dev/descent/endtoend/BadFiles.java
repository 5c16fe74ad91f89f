package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.endtoend.DescentClient.Answer;
import dev.descent.endtoend.DescentClient.Part;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** The rows of the bad-input matrix that are about files: B19 to B30 and B37. Sent as an upload and, where the answer is the same, as a preview. */
final class BadFiles {

    private static final String DATASETS = "/api/v1/datasets";
    private static final String PREVIEWS = "/api/v1/dataset-previews";

    private final DescentClient descent;
    private final BadInput cases;
    private final Path home;

    /** @param home where the service spools uploads, somewhere below */
    BadFiles(DescentClient descent, BadInput cases, Path home) {
        this.descent = descent;
        this.cases = cases;
        this.home = home;
    }

    void rows() {
        badRows();
        unclosedQuotes();
        foreignFormats();
        compressed();
        badParts();
        cutOff();
        badHeaders();
        formulas();
        badNumbers();
    }

    private void badRows() {
        cases.refused("B19", "an empty file", () -> upload("a.csv", ""), 422, "dataset-empty");
        cases.refused("B19", "a header alone", () -> upload("a.csv", "a,b\n"), 422, "dataset-empty");
        cases.refused("B20", "a row that is too short", () -> upload("a.csv", "a,b,c\n1,2,3\n4,5\n"), 422, "csv-ragged-row").at("/file/line/3").saying("line 3");
        cases.holds("B20", "of thirty the first twenty are listed", () -> {
            var problem = upload("a.csv", "a,b\n1,2\n" + "1\n".repeat(30)).expect(422).json();
            assertThat(problem.get("problems").asInt()).isEqualTo(30);
            assertThat(problem.get("errors").valueStream().map(error -> error.get("pointer").asString())).hasSize(20).startsWith("/file/line/3").endsWith("/file/line/22");
        });
    }

    private void unclosedQuotes() {
        cases.refused("B21", "a quote that is not closed", () -> upload("a.csv", "a,b\n1,2\n3,\"4\n5,6\n"), 422, "csv-field-too-long").at("/file/line/3").saying("line 3");
        cases.refused("B21", "a field of 64 KiB and a character", () -> upload("a.csv", "a,b\n1," + "x".repeat((64 << 10) + 1) + "\n"), 422, "csv-field-too-long").at("/file/line/2");
        cases.answered("B21", "a field of 64 KiB is fine", () -> preview(BadFile.text("a,b\n1," + "x".repeat(64 << 10) + "\n")), 200, "\"total\":0");
        cases.held("B21", "200 MB of it in a heap that could not hold them", "endtoend.JsonLogTest", "a_field_larger_than_the_heap_is_refused");
    }

    private void foreignFormats() {
        refusedFile("B23", "UTF-16 with a mark", () -> "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16), 415, "unsupported-encoding").saying("UTF-8");
        refusedFile("B23", "UTF-16, low byte first", () -> "\uFEFFa,b\n1,2\n".getBytes(StandardCharsets.UTF_16LE), 415, "unsupported-encoding").saying("UTF-8");
        refusedFile("B23", "UTF-16 without a mark", () -> "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16LE), 415, "unsupported-encoding");
        refusedFile("B23", "Latin-1", () -> BadFile.bytes("a,b\n1,2\n\u00fc,3\n"), 415, "unsupported-encoding").at("/file/line/3").saying("line 3", "0xFC");
        refusedFile("B23", "a NUL byte", () -> BadFile.text("a,b\n1,2\n\0,3\n"), 415, "unsupported-encoding");
        for (var format : Map.of("an ELF program", "\u007fELF\2\1\1", "an image", "\u0089PNG\r\n\u001a\n", "a PDF document", "%PDF-1.7\n", "a class file", "\u00ca\u00fe\u00ba\u00be\0\0\0A",
                "an Office document", "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "serialized objects", "\u00ac\u00ed\0\5sr").entrySet()) {
            refusedFile("B23", format.getKey() + " named .csv", () -> BadFile.bytes(format.getValue()), 415, "unsupported-format");
        }
        refusedFile("B23", "a Parquet file that is none", () -> BadFile.text("PAR1....PAR1"), 422, "corrupt-archive");
    }

    private void compressed() {
        refusedFile("B24", "a bomb: ten megabytes of nothing", () -> BadFile.gzip(BadFile.text("a,b\n" + "1,2\n".repeat(2_500_000))), 413, "decompressed-too-large").saying("\"limit\"", "\"ratio\"");
        refusedFile("B24", "two members", () -> BadFile.twice(BadFile.gzip(BadFile.text("a,b\n1,2\n"))), 422, "corrupt-archive");
        refusedFile("B24", "cut within its data", () -> BadFile.without(BadFile.gzip(BadFile.text("a,b\n1,2\n3,4\n")), 12), 422, "corrupt-archive");
        refusedFile("B24", "cut within its checksum", () -> BadFile.without(BadFile.gzip(BadFile.text("a,b\n1,2\n3,4\n")), 3), 422, "corrupt-archive");
        refusedFile("B24", "a head and no more", () -> BadFile.bytes("\u001f\u008b\b"), 422, "corrupt-archive");
        refusedFile("B24", "compressed twice", () -> BadFile.gzip(BadFile.gzip(BadFile.text("a,b\n1,2\n"))), 415, "unsupported-format");
        refusedFile("B25", "a ZIP archive with a path that climbs", () -> BadFile.zip("../evil.csv", BadFile.text("a,b\n1,2\n")), 415, "archives-not-supported");
        refusedFile("B25", "a ZIP archive without a member", () -> BadFile.bytes("PK\5\6" + "\0".repeat(18)), 415, "archives-not-supported");
        refusedFile("B25", "a tar archive with a path that climbs", () -> BadFile.tar("../evil.csv", '0', ""), 415, "archives-not-supported");
        refusedFile("B25", "a tar archive with a symbolic link", () -> BadFile.tar("a.csv", '2', "/etc/passwd"), 415, "archives-not-supported");
        refusedFile("B25", "a gzipped tar archive", () -> BadFile.gzip(BadFile.tar("../evil.csv", '0', "")), 415, "archives-not-supported");
    }

    private void badParts() {
        cases.refused("B26", "eleven parts", () -> descent.postMultipart("/api/v1/datasets", IntStream.range(0, 11).mapToObj(i -> Part.file("a.csv", "a\n1\n")).toList()), 400, "invalid-multipart");
        cases.refused("B26", "no file among the parts", () -> descent.postMultipart("/api/v1/datasets", List.of(Part.field("name", "x"))), 400, "invalid-multipart");
        cases.refused("B26", "a path for a file name", () -> upload("../../x.csv", "a,b\n1,2\n"), 400, "invalid-multipart");
        cases.refused("B26", "the name of a device", () -> upload("con", "a,b\n1,2\n"), 400, "invalid-multipart");
        cases.refused("B26", "a file name of 4 KiB", () -> upload("x".repeat(4096) + ".csv", "a,b\n1,2\n"), 400, "invalid-multipart");
        cases.refused("B26", "a line break in a file name", () -> upload("x\r\nSet-Cookie: a=b.csv", "a,b\n1,2\n"), 400, "invalid-multipart");
    }

    private void cutOff() {
        cases.holds("B27", "an upload whose client goes away in the middle", () -> {
            try (var socket = sendHalf()) {
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> spooled() > 0);
                socket.setSoLinger(true, 0);
            }
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> spooled() == 0);
        });
        cases.holds("B27", "an upload that ends in the middle, and its client listens", () -> {
            try (var socket = sendHalf()) {
                socket.shutdownOutput();
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 400").contains("invalid-multipart");
            }
        });
    }

    private void badHeaders() {
        cases.refused("B29", "a column name twice", () -> upload("a.csv", "a,a\n1,2\n"), 422, "invalid-header").at("/file/line/1");
        cases.refused("B29", "column names that differ in case only", () -> upload("a.csv", "a,A\n1,2\n"), 422, "invalid-header");
        cases.refused("B29", "an empty column name", () -> upload("a.csv", "a,\n1,2\n"), 422, "invalid-header");
        cases.refused("B29", "a column name of 10 KiB", () -> upload("a.csv", "a," + "b".repeat(10 << 10) + "\n1,2\n"), 422, "invalid-header");
        cases.refused("B29", "a column name twice, inline", () -> descent.post("/api/v1/datasets", "{\"columns\":[\"a\",\"a\"],\"rows\":[[1,2]]}"), 422, "invalid-header").at("/columns/1");
    }

    private void formulas() {
        cases.holds("B30", "cells that a spreadsheet would compute", () -> {
            var cells = List.of("=cmd|' /C calc'!A0", "+1+1", "@SUM(1)", "\tx", "-2+3", "\rx", "plain");
            var csv = new StringBuilder("text,number\n");
            for (var cell : cells) csv.append('"').append(cell).append("\",-1.5\n");
            var id = upload("formulas.csv", csv.toString()).expect(201).json().get("id").asString();
            var rows = descent.get(DATASETS + "/" + id + "/rows").expect(200).json().get("data");
            assertThat(rows.valueStream().map(row -> row.get("text").asString())).containsExactlyElementsOf(cells);
            assertThat(rows.valueStream().map(row -> row.get("number").asDouble())).containsOnly(-1.5);
            var text = descent.get(DATASETS + "/" + id + "/content", "text/csv").expect(200).text();
            for (var cell : cells.subList(0, 6)) assertThat(text).contains("'" + cell);
            assertThat(text).contains("\nplain,-1.5\n").doesNotContain("'-1.5", "'plain");
            descent.delete(DATASETS + "/" + id).expect(204);
        });
    }

    private void badNumbers() {
        for (var cell : List.of("inf", "-Infinity", "1e999")) {
            cases.refused("B37", cell + " in a numeric column", () -> descent.postMultipart("/api/v1/datasets", List.of(Part.file("a.csv", "a,b\n1,2\n" + cell + ",3\n"), Part.field("options", "{\"types\":{\"a\":\"numeric\"}}"))), 422, "non-finite-value").at("/file/line/3");
        }
        cases.refused("B37", "two decimal marks in a numeric column", () -> descent.postMultipart("/api/v1/datasets", List.of(Part.file("a.csv", "a;b\n1,5;2\n1.5;3\n"), Part.field("options", "{\"delimiter\":\";\",\"types\":{\"a\":\"numeric\"}}"))), Set.of(422), Set.of("invalid-cell", "non-finite-value"));
    }

    /** Refused alike as an upload and as a preview. */
    private BadInput.Refusal refusedFile(String row, String what, Supplier<byte[]> file, int status, String code) {
        cases.refused(row, what + ", to be looked at", () -> preview(file.get()), status, code);
        return cases.refused(row, what, () -> send(DATASETS, "a.csv", file.get()), status, code);
    }

    private Answer preview(byte[] file) {
        return send(PREVIEWS, "a.csv", file);
    }

    private Answer upload(String fileName, String content) {
        return send(DATASETS, fileName, BadFile.text(content));
    }

    private Answer send(String path, String fileName, byte[] content) {
        return descent.postMultipart(path, List.of(new Part("file", fileName, content)));
    }

    /** Four of the eight megabytes that it promises. */
    private Socket sendHalf() throws IOException {
        var socket = new Socket("127.0.0.1", URI.create(descent.base()).getPort());
        var out = socket.getOutputStream();
        out.write(BadFile.text("POST " + DATASETS + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 8000000\r\n\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"cut.csv\"\r\n\r\na,b\n" + "1,2\n".repeat(1_000_000)));
        out.flush();
        return socket;
    }

    /** Uploads that lie on disk. */
    private long spooled() throws IOException {
        try (var files = Files.walk(home)) {
            return files.filter(file -> file.getFileName().toString().startsWith("upload_")).count();
        }
    }
}
