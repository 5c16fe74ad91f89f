package dev.descent.support.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;

/** What the pages of other origins may do (CORS): those that were configured what a client may, without cookies, which nobody here reads. */
final class CrossOrigin {

    private final CorsConfiguration rules = new CorsConfiguration();
    private final DefaultCorsProcessor processor = new DefaultCorsProcessor();

    /** @param origins exact ones, each with its scheme; the star is none. @throws IllegalArgumentException for anything else */
    CrossOrigin(List<String> origins) {
        origins.stream().filter(origin -> !origin.matches("https?://[A-Za-z0-9.:\\[\\]-]+")).findAny().ifPresent(wrong -> {
            throw new IllegalArgumentException("descent.http.allowed-origins must name origins such as https://lab.example (was " + wrong + ")");
        });
        rules.setAllowedOrigins(origins.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList());
        rules.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        rules.setAllowedHeaders(List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE, HttpHeaders.ACCEPT, HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH,
                Idempotency.HEADER, "Last-Event-ID", "Content-Digest"));
        rules.setExposedHeaders(List.of(HttpHeaders.LOCATION, HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER, Idempotency.REPLAYED, "RateLimit", "RateLimit-Policy"));
        rules.setMaxAge(600L);
    }

    boolean allows(String origin) {
        return rules.checkOrigin(origin.toLowerCase(Locale.ROOT)) != null;
    }

    /** Adds what a browser asks for. @return whether there is still a request to be answered, and not only the question whether it may be sent */
    boolean answers(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return processor.processRequest(rules, request, response) && !CorsUtils.isPreFlightRequest(request);
    }
}
