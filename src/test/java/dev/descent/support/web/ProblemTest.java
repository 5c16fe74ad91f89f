package dev.descent.support.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

@WebTest
@ExtendWith(OutputCaptureExtension.class)
class ProblemTest {

    @LocalServerPort
    private int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void a_bad_body_is_answered_with_all_its_problems() throws Exception {
        var answer = post("/trials", "application/json", "{\"epochs\":0,\"nam\":1}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var body = new JsonMapper().readTree(answer.body());
        assertThat(body.get("traceId").stringValue()).hasSize(32);
        assertThat(body.get("type").stringValue()).isEqualTo("/problems/unknown-property");
        assertThat(body.get("instance").stringValue()).isEqualTo("/trials");
        assertThat(body.get("errors").values().stream().map(e -> e.get("pointer").stringValue() + " " + e.get("detail").stringValue()))
                .containsExactly("/nam is not a known property, the nearest name is name", "/name is required",
                        "/epochs must be at least 1 (was 0)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "POST   | /trials       | application/json    | *   | {            | 400 | malformed-json",
        "POST   | /trials       | application/json    | *   | ``           | 400 | malformed-json",
        "POST   | /trials       | application/json    | *   | {\"a\":1,\"a\":1} | 400 | duplicate-key",
        "POST   | /trials       | application/json    | *   | {\"epochs\":1e999} | 400 | number-out-of-range",
        "POST   | /trials       | text/plain          | *   | {}           | 415 | unsupported-media-type",
        "POST   | /trials       | application/xml     | *   | {}           | 415 | unsupported-media-type",
        "POST   | /trials/file  | application/json    | *   | {}           | 415 | unsupported-media-type",
        "POST   | /trials/file  | multipart/form-data | *   | {}           | 400 | invalid-multipart",
        "POST   | /trials/file  | multipart/form-data;boundary=x | * | --x--  | 400 | invalid-multipart",
        "POST   | /trials/file  | multipart/form-data;boundary=x | * | --x    | 400 | invalid-multipart",
        "DELETE | /trials       | application/json    | *   | ``           | 405 | method-not-allowed",
        "GET    | /trials/7     | application/json    | text/csv | ``      | 406 | not-acceptable",
        "GET    | /trials/x     | application/json    | *   | ``           | 400 | invalid-id",
        "GET    | /trials/7?maxPoints=x | application/json | * | ``        | 400 | invalid-pagination",
        "GET    | /trials/7?level=x | application/json | *  | ``           | 400 | invalid-parameter",
        "GET    | /trials/1     | application/json    | *   | ``           | 500 | internal",
        "GET    | /trials/2     | application/json    | *   | ``           | 503 | queue-full",
        "GET    | /nothing      | application/json    | *   | ``           | 404 | not-found",
        "GET    | /api/v1/runs/x/y | application/json | text/html | ``     | 404 | not-found",
        "GET    | /error        | application/json    | *   | ``           | 404 | not-found",
        "PATCH  | /api/v1/limits | application/json   | *   | {}           | 405 | method-not-allowed"})
    void a_refusal_is_problem_details(String method, String path, String type, String accept, String body, int status, String code)
            throws Exception {
        var request = HttpRequest.newBuilder(uri(path)).header("Content-Type", type)
                .header("Accept", accept.equals("*") ? "*/*" : accept).method(method, BodyPublishers.ofString(body)).build();
        var answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var problem = new JsonMapper().readTree(answer.body());
        assertThat(problem.get("code").stringValue()).isEqualTo(code);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("dev.descent", "springframework", "java.", "Exception", "secret", ".java");
        assertThat(answer.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
        assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_body_over_its_limit_is_refused_with_and_without_a_length(boolean chunked) throws Exception {
        assertThat(code(send("/trials", "{\"name\":\"" + "a".repeat(300_000) + "\"}", chunked))).isEqualTo("413 payload-too-large");
        assertThat(code(send("/trials/batch", "{\"rows\":[" + "1,".repeat(200) + "1]}", chunked))).isEqualTo("413 batch-too-large");
        assertThat(send("/trials/batch", "{\"rows\":[1,2,3]}", chunked).body()).isEqualTo("3");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /trials/%00 HTTP/1.1,                     400",
        "GET /trials/..%2f..%2fetc/passwd HTTP/1.1,    400",
        "GET /trials/../../../etc/passwd HTTP/1.1,     400",
        "GET /trials/%zz HTTP/1.1,                     400",
        "GET /trials/a;x=1 HTTP/1.1,                   400",
        "GET /trials/a%5cb HTTP/1.1,                   400",
        "GET /trials/%23 HTTP/1.1,                     400",
        "GET /trials/%0d%0aLocation:x HTTP/1.1,        400",
        "GET /trials/<x> HTTP/1.1,                     400",
        "TRACE /trials HTTP/1.1,                       405",
        "GET /api/v1/%ff%fe HTTP/1.1,                  400",
        "G\u00e4T / HTTP/1.1,                          400"})
    void a_strange_request_line_is_refused_as_problem_details(String line, int status) throws IOException {
        var answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("application/problem+json", "\"code\":").doesNotContain("<html", "apache");
    }

    @Test
    void a_header_block_or_a_path_that_is_too_long_is_refused() throws IOException {
        assertThat(raw("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 414").contains("uri-too-long");
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(9_000) + "\r\n\r\n")).startsWith("HTTP/1.1 431").contains("headers-too-large");
    }

    @Test
    void a_body_that_is_far_too_large_is_still_answered() throws Exception {
        var body = "[" + "1,".repeat(20_000_000) + "1]";
        assertThat(code(send("/trials", body, true))).isEqualTo("413 payload-too-large");
        assertThat(code(send("/trials", body, false))).isEqualTo("413 payload-too-large");
    }

    @Test
    void more_parts_than_a_thousand_pictures_have_are_refused() throws Exception {
        var part = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n1\r\n";
        assertThat(post("/trials/file", "multipart/form-data;boundary=x", part + "--x--\r\n").body()).isEqualTo("1");
        assertThat(code(post("/trials/file", "multipart/form-data;boundary=x", part.repeat(1025) + "--x--\r\n")))
                .isEqualTo("400 invalid-multipart");
    }

    @Test
    void a_body_full_of_problems_is_answered_with_all_of_them() throws Exception {
        var body = IntStream.range(0, 9_000).mapToObj(i -> "\"unknownProperty" + i + "\":" + i).collect(Collectors.joining(",", "{", "}"));
        var answer = send("/trials", body, false);
        assertThat(code(answer)).isEqualTo("422 unknown-property");
        assertThat(new JsonMapper().readTree(answer.body()).get("errors").size()).isEqualTo(9_001);
    }

    @Test
    void what_a_client_sends_cannot_start_a_log_line(CapturedOutput output) {
        LoggerFactory.getLogger(ProblemTest.class).warn("sent {}", "a\r\nERROR forged \u001b[31mred");
        assertThat(output.getOut()).contains("sent a ERROR forged  [31mred");
    }

    private HttpResponse<String> post(String path, String type, String body) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).header("Content-Type", type).POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String path, String body, boolean chunked) throws Exception {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var publisher = chunked ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)) : BodyPublishers.ofByteArray(bytes);
        return client.send(HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json").POST(publisher).build(),
                BodyHandlers.ofString());
    }

    private static String code(HttpResponse<String> answer) {
        return answer.statusCode() + " " + new JsonMapper().readTree(answer.body()).get("code").stringValue();
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
