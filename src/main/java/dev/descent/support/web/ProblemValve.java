package dev.descent.support.web;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
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
            var body = ProblemBody.of(problem(request, response), request.getRequestURI(), ProblemBody.newTraceId());
            SecurityHeaders.add("/error", response);
            response.setContentType(ProblemBody.MEDIA_TYPE);
            response.getOutputStream().write(body.bytes());
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("The connection broke while the error was sent", e);
        }
    }

    /** Escaped slashes and control characters are refused before any controller sees them: no id has them. */
    private static Problem problem(Request request, Response response) {
        return response.getStatus() == 400 && request.getRequestURI() != null && request.getRequestURI().contains("%")
                ? new Problem(ProblemCode.INVALID_ID, "The path has characters that no id has") : ProblemHandler.byStatus(response.getStatus());
    }
}
