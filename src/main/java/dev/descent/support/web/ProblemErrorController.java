package dev.descent.support.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Errors that were raised outside of the dispatcher, such as in a filter. */
@Hidden
@RestController
class ProblemErrorController implements ErrorController {

    @RequestMapping("${spring.web.error.path:${error.path:/error}}")
    ResponseEntity<ProblemBody> error(HttpServletRequest request) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        var path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri ? uri : request.getRequestURI();
        var problem = status == 400 && isMultipart(request) ? ProblemHandler.damagedMultipart() : ProblemHandler.byStatus(status);
        return ResponseEntity.status(problem.code().status()).contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemBody.of(problem, path, ProblemBody.traceId(request)));
    }

    /** One that ends before its last boundary is refused by Tomcat itself. */
    private static boolean isMultipart(HttpServletRequest request) {
        return request.getContentType() != null && request.getContentType().regionMatches(true, 0, "multipart/", 0, "multipart/".length());
    }
}
