package dev.descent.support.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@WebTest
class HostFilterTest {

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource({
        "localhost,           200",
        "127.0.0.1:8080,      200",
        "LOCALHOST:80,        200",
        "[::1]:8080,          200",
        "descent.test:9,      200",
        "evil.example,        421",
        "localhost.evil.example, 421",
        "127.0.0.1.evil.example:8080, 421",
        "0.0.0.0,             421"})
    void only_known_host_names_are_served(String host, int status) throws IOException {
        var answer = exchange("GET /api/v1/limits HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("X-Content-Type-Options: nosniff", "default-src 'none'");
        assertThat(answer.contains("misdirected-host")).isEqualTo(status == 421);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, http://localhost:8080,  422",
        "POST, https://localhost:8080, 422",
        "POST, http://localhost:3000,  403",
        "POST, https://evil.example,   403",
        "POST, 'null',                 403",
        "GET,  https://evil.example,   200"})
    void a_page_of_another_origin_may_look_but_not_change(String method, String origin, int status) throws IOException {
        var answer = exchange(method + " /trials HTTP/1.1\r\nHost: localhost:8080\r\nOrigin: " + origin
                + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
        assertThat(answer).startsWith("HTTP/1.1 " + status).doesNotContain("Access-Control-Allow");
        assertThat(answer.contains("foreign-origin")).isEqualTo(status == 403);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,    https://friend.example, 422, true",
        "GET,     https://friend.example, 200, true",
        "OPTIONS, https://friend.example, 200, true",
        "OPTIONS, https://evil.example,   403, false",
        "POST,    http://friend.example,  403, false"})
    void an_origin_that_was_configured_may_do_what_a_client_may(String method, String origin, int status, boolean allowed) throws IOException {
        var answer = exchange(method + " /trials HTTP/1.1\r\nHost: localhost:8080\r\nOrigin: " + origin
                + (method.equals("OPTIONS") ? "\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization" : "")
                + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer.contains("Access-Control-Allow-Origin: https://friend.example")).isEqualTo(allowed);
        assertThat(answer).doesNotContain("Access-Control-Allow-Credentials");
    }

    private String exchange(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
