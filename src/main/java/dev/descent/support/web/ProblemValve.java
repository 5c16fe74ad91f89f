package dev.descent.support.web;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/** The answer to a request that Tomcat itself refuses, such as one with a path that cannot be decoded. */
public class ProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            var problem = problem(request, response);
            SecurityHeaders.add("/error", request.isSecure(), response);
            response.setStatus(problem.code().status());
            response.setContentType(ProblemBody.MEDIA_TYPE);
            response.getOutputStream().write(ProblemBody.of(problem, request.getRequestURI(), ProblemBody.newTraceId()).bytes());
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("The connection broke while the error was sent", e);
        }
    }

    /** Escaped slashes and control characters are refused before any controller sees them: no id has them. */
    private static Problem problem(Request request, Response response) {
        if (isTooLarge(request)) {
            return tooLarge(request);
        }
        return response.getStatus() == 400 && request.getRequestURI() != null && request.getRequestURI().contains("%")
                ? new Problem(ProblemCode.INVALID_ID, "The path has characters that no id has") : ProblemHandler.byStatus(response.getStatus());
    }

    /** Tomcat has one exception for a request line and for headers that outgrow its buffer, and answers both with 400. */
    private static boolean isTooLarge(Request request) {
        return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof IllegalArgumentException e
                && String.valueOf(e.getMessage()).contains("too large");
    }

    /** Where the request line is too long, there is no path yet. */
    private static Problem tooLarge(Request request) {
        return request.getRequestURI() == null
                ? new Problem(ProblemCode.URI_TOO_LONG, "The request line has more than 8 KiB")
                : new Problem(ProblemCode.HEADERS_TOO_LARGE, "The headers have more than 8 KiB");
    }
}
