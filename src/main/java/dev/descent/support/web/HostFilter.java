package dev.descent.support.web;

import dev.descent.support.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps web pages of others away from a service without a login. A page that binds its own host name to this address (DNS rebinding) is
 * stopped by the list of host names, one that posts across origins by the check of {@code Origin}, unless its origin is allowed.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HostFilter extends OncePerRequestFilter {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1", "0:0:0:0:0:0:0:1", "[0:0:0:0:0:0:0:1]");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Set<String> allowed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final CrossOrigin others;

    HostFilter(HttpProperties properties) {
        allowed.addAll(LOOPBACK);
        allowed.addAll(properties.allowedHosts());
        others = new CrossOrigin(properties.allowedOrigins());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SecurityHeaders.add(request.getRequestURI(), request.isSecure(), response);
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (!allowed.contains(request.getServerName())) {
            refuse(ProblemCode.MISDIRECTED_HOST, "This service is not called by this host name; see descent.http.allowed-hosts", request, response);
        } else if (!isForeign(origin, request)) {
            chain.doFilter(request, response);
        } else if (others.allows(origin)) {
            if (others.answers(request, response)) {
                chain.doFilter(request, response);
            }
        } else if (READING.contains(request.getMethod()) && !CorsUtils.isPreFlightRequest(request)) {
            chain.doFilter(request, response);
        } else {
            refuse(ProblemCode.FOREIGN_ORIGIN, "Pages of another origin may not change anything here; see descent.http.allowed-origins", request, response);
        }
    }

    private static boolean isForeign(String origin, HttpServletRequest request) {
        if (origin == null) {
            return false;
        }
        var host = String.valueOf(request.getHeader("Host")).toLowerCase(Locale.ROOT);
        var given = origin.toLowerCase(Locale.ROOT);
        return !given.equals("http://" + host) && !given.equals("https://" + host);
    }

    private static void refuse(ProblemCode code, String detail, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(code.status());
        response.setContentType(ProblemBody.MEDIA_TYPE);
        response.getOutputStream().write(ProblemBody.of(code, detail, request).bytes());
    }
}
