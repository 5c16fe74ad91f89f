package dev.descent.support.web;

import dev.descent.support.Problem;
import dev.descent.support.security.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Answers a request that no controller sees. */
@Component
class ProblemWriter implements Refusals {

    @Override
    public void send(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(problem.code().status());
        response.setContentType(ProblemBody.MEDIA_TYPE);
        ProblemHandler.retryAfter(problem).ifPresent(seconds -> response.setHeader(HttpHeaders.RETRY_AFTER, seconds));
        response.getOutputStream().write(ProblemBody.of(problem, request).bytes());
    }
}
