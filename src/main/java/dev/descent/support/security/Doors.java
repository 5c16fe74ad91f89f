package dev.descent.support.security;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Which role opens which route; the first door that leads there decides. Whatever stores or changes something is for writers, what only
 * computes is for readers, though it is a POST. A route that no door leads to is for nobody but the operator.
 */
final class Doors {

    /** The authority of who runs the service: an admin of the tenant {@code default}. */
    static final String OPERATOR = "OPERATOR";

    /** What everybody has. */
    static final String NOTHING = "";

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final PathPatternParser PARSER = PathPatternParser.defaultInstance;

    /**
     * @param reads whether it leads to reading methods, or to all others
     * @param opens the authority that is needed to pass
     */
    record Door(boolean reads, PathPattern route, String opens) {

        boolean leadsTo(HttpMethod method, PathContainer path) {
            return READING.contains(method) == reads && route.matches(path);
        }
    }

    private static final List<Door> ALL = List.of(
            reading("/api/v1/admin/**", Role.ADMIN), changing("/api/v1/admin/**", Role.ADMIN),
            changing("/api/v1/dataset-previews", Role.READER), changing("/api/v1/gradients", Role.READER), changing("/api/v1/minimizations", Role.READER),
            changing("/api/v1/traces", Role.READER), changing("/api/v1/learning-rate-tests", Role.READER),
            changing("/api/v1/runs/*/predictions", Role.READER), changing("/api/v1/runs/*/evaluations", Role.READER),
            reading("/v2/**", Role.READER), changing("/v2/models/**", Role.READER),
            reading("/api/v1/deployments/**", Role.READER), changing("/api/v1/deployments/**", Role.WRITER),
            reading("/api/v1/datasets/**", Role.READER), changing("/api/v1/datasets/**", Role.WRITER),
            reading("/api/v1/models/**", Role.READER), changing("/api/v1/models/**", Role.WRITER),
            reading("/api/v1/runs/**", Role.READER), changing("/api/v1/runs/**", Role.WRITER),
            reading("/api/v1/sweeps/**", Role.READER), changing("/api/v1/sweeps/**", Role.WRITER),
            reading("/api/v1/recipes/**", Role.READER), changing("/api/v1/recipes/**", Role.WRITER),
            reading("/api/v1/queue", Role.READER), reading("/api/v1/metrics", Role.READER), reading("/api/v1/comparisons", Role.READER),
            reading("/api/v1/limits", Role.READER), reading("/api/v1/me", Role.READER),
            open("/actuator/health/**"), open("/v3/api-docs/**"), open("/v3/api-docs.yaml"), open("/swagger-ui.html"), open("/swagger-ui/**"),
            open("/"), open("/index.html"), open("/*.js"), open("/*.css"), open("/*.svg"), open("/screens/**"), open("/webjars/**"));

    private Doors() {}

    /** Empty where no door leads there. */
    static Optional<Door> to(HttpMethod method, PathContainer path) {
        return ALL.stream().filter(door -> door.leadsTo(method, path)).findFirst();
    }

    private static Door reading(String route, Role role) {
        return new Door(true, PARSER.parse(route), role.name());
    }

    private static Door changing(String route, Role role) {
        return new Door(false, PARSER.parse(route), role.name());
    }

    private static Door open(String route) {
        return new Door(true, PARSER.parse(route), NOTHING);
    }
}
