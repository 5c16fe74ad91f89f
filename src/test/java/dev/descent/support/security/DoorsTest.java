package dev.descent.support.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

class DoorsTest {

    private record Route(HttpMethod method, String path) {}

    @Test
    void a_door_leads_to_every_route_of_every_controller() {
        var routes = routes();
        assertThat(routes).hasSizeGreaterThan(50);
        assertThat(routes).allSatisfy(route -> assertThat(Doors.to(route.method(), PathContainer.parsePath(route.path()))).as(route.toString()).isPresent());
        assertThat(routes).filteredOn(route -> Doors.to(route.method(), PathContainer.parsePath(route.path())).orElseThrow().opens().equals(Doors.NOTHING)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/v1/runs/run_1/events,       READER",
        "POST,   /api/v1/runs/run_1/predictions,  READER",
        "POST,   /api/v1/runs/run_1/cancel,       WRITER",
        "PATCH,  /api/v1/runs/run_1,              WRITER",
        "DELETE, /api/v1/datasets/ds_1,           WRITER",
        "PUT,    /api/v1/deployments/best,        WRITER",
        "POST,   /v2/models/best/infer,           READER",
        "POST,   /api/v1/dataset-previews,        READER",
        "GET,    /api/v1/admin/keys,              ADMIN",
        "DELETE, /api/v1/admin/keys/key_1,        ADMIN",
        "GET,    /api/v1/admin/keys;x=y,          ADMIN",
        "GET,    /actuator/prometheus,            OPERATOR",
        "GET,    /actuator/health/liveness,       ''",
        "POST,   /actuator/health,                OPERATOR",
        "GET,    /console.js,                     ''",
        "GET,    /nothing/at/all,                 OPERATOR"})
    void the_first_door_decides_and_without_one_it_is_the_operators(String method, String path, String opens) {
        assertThat(Doors.to(HttpMethod.valueOf(method), PathContainer.parsePath(path)).map(Doors.Door::opens).orElse(Doors.OPERATOR)).isEqualTo(opens);
    }

    private static List<Route> routes() {
        var routes = new ArrayList<Route>();
        for (var type : new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.descent")) {
            if (type.isAnnotatedWith(RestController.class) && !type.isAssignableTo(ErrorController.class)) {
                Stream.of(type.reflect().getDeclaredMethods()).forEach(method -> routes.addAll(routes(type.reflect(), method)));
            }
        }
        return routes;
    }

    private static List<Route> routes(Class<?> type, Method method) {
        var on = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        if (on == null) {
            return List.of();
        }
        var base = AnnotatedElementUtils.findMergedAnnotation(type, RequestMapping.class);
        return Stream.of(base == null ? new String[] {""} : base.path()).flatMap(first -> Stream.of(on.path().length == 0 ? new String[] {""} : on.path())
                .flatMap(second -> Stream.of(on.method()).map(verb -> new Route(verb.asHttpMethod(), first + second)))).toList();
    }
}
