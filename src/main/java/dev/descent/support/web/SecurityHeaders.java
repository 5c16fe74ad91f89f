package dev.descent.support.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.stream.Stream;

/** Headers that tell a browser to run and keep nothing of the API, and to run only our own scripts on the pages. */
final class SecurityHeaders {

    private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";
    private static final String PAGE_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    private SecurityHeaders() {}

    /** @param secure whether the request came by TLS, which is then the only way from now on */
    static void add(String path, boolean secure, HttpServletResponse response) {
        var api = Stream.of("/api/", "/v2/", "/v3/", "/actuator", "/error").anyMatch(path::startsWith);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Content-Security-Policy", api ? API_POLICY : PAGE_POLICY);
        if (secure) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        if (api) {
            response.setHeader("Cache-Control", "no-store");
        }
    }
}
