package dev.descent.support.web;

import dev.descent.support.security.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Writes down who was turned away and who changed what: one line each under the logger {@code descent.audit}, without any body, key or
 * value. What only computes is not written down.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class AuditFilter extends OncePerRequestFilter {

    private static final Logger AUDIT = LoggerFactory.getLogger("descent.audit");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> COMPUTING = Set.of("/api/v1/dataset-previews", "/api/v1/gradients", "/api/v1/minimizations", "/api/v1/traces",
            "/api/v1/learning-rate-tests", "/v2/models/{name}/infer", "/v2/models/{name}/versions/{version}/infer", "/api/v1/runs/{id}/predictions", "/api/v1/runs/{id}/evaluations");
    private static final Pattern STRANGE = Pattern.compile("[^A-Za-z0-9_.@:/{}-]");
    private static final int LONGEST = 120;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } finally {
            if (isWorthALine(request, response.getStatus())) {
                var caller = request.getAttribute(Caller.class.getName()) instanceof Caller known ? known : null;
                AUDIT.info("tenant={} key={} action={} resource={} result={} from={}", caller == null ? "-" : plain(caller.tenant()), caller == null ? "-" : key(caller),
                        request.getMethod() + ":" + plain(route(request)), plain(resource(request, response)), response.getStatus(), plain(request.getRemoteAddr()));
            }
        }
    }

    private static boolean isWorthALine(HttpServletRequest request, int status) {
        var route = route(request);
        return status == 401 || status == 403
                || route.startsWith("/api/v1/admin/")
                || !READING.contains(request.getMethod()) && !COMPUTING.contains(route) && !route.equals("-");
    }

    /** The template of the path: what stands in it is the resource. */
    private static String route(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern ? pattern : "-";
    }

    private static String key(Caller caller) {
        return caller.key() != null ? caller.key().id() : caller.subject() != null ? "sub:" + plain(caller.subject()) : "-";
    }

    /** What was made, or what the path names. */
    private static String resource(HttpServletRequest request, HttpServletResponse response) {
        var made = response.getHeader(HttpHeaders.LOCATION);
        if (made != null) {
            return made.substring(made.lastIndexOf('/') + 1);
        }
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> named && !named.isEmpty()
                ? String.valueOf(named.values().iterator().next()) : "-";
    }

    /** One word, whatever was sent: neither a line break nor a space nor a colour can pretend to be another field or line. */
    private static String plain(String text) {
        var word = STRANGE.matcher(text).replaceAll("?");
        return word.length() <= LONGEST ? word : word.substring(0, LONGEST) + "...";
    }
}
