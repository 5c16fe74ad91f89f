package dev.descent.support.web;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.descent.nn.spec.SpecProblem;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Problem details as they are sent (RFC 9457). */
record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SpecProblem> errors,
        String traceId,
        @JsonAnyGetter Map<String, Object> properties) {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final String TRACE_ID = ProblemBody.class.getName() + ".traceId";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static ProblemBody of(Problem problem, String path, String traceId) {
        var code = problem.code();
        return new ProblemBody("/problems/" + code.slug(), code.title(), code.status(), problem.getMessage(), path, code.slug(),
                problem.errors(), traceId, problem.properties());
    }

    static ProblemBody of(Problem problem, HttpServletRequest request) {
        return of(problem, request.getRequestURI(), traceId(request));
    }

    static ProblemBody of(ProblemCode code, String detail, HttpServletRequest request) {
        return of(new Problem(code, detail), request);
    }

    /** The same for the whole request, however often it is asked for. */
    static String traceId(HttpServletRequest request) {
        if (request.getAttribute(TRACE_ID) instanceof String known) {
            return known;
        }
        var fresh = newTraceId();
        request.setAttribute(TRACE_ID, fresh);
        return fresh;
    }

    static String newTraceId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    byte[] bytes() {
        return MAPPER.writeValueAsBytes(this);
    }
}
