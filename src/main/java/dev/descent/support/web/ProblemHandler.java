package dev.descent.support.web;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.fileupload.impl.FileCountLimitExceededException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns every exception of a request into problem details that tell the caller what to do, and nothing about the inside. */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private static final Set<String> PAGING = Set.of("limit", "after", "offset", "sort", "maxPoints");
    private static final String RETRY_SECONDS = "5";
    /** Class of SQL states: a value that the database cannot take, whatever the other rows are. */
    private static final String UNFIT_VALUE = "22";

    @ExceptionHandler
    ResponseEntity<Object> refused(Problem problem, HttpServletRequest request) {
        return answer(problem, new HttpHeaders(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> multipart(MultipartException e, HttpServletRequest request) {
        return answer(multipartProblem(e), new HttpHeaders(), request);
    }

    /** Tomcat decodes the query when the first parameter is asked for. */
    @ExceptionHandler
    ResponseEntity<Object> undecodable(InvalidParameterException e, HttpServletRequest request) {
        return answer(new Problem(ProblemCode.INVALID_PARAMETER, "The query cannot be decoded: write a percent sign as %25 and other text in UTF-8"),
                new HttpHeaders(), request);
    }

    /** Two requests collided, and the constraint of the database kept the second one out. */
    @ExceptionHandler({DataIntegrityViolationException.class, ConcurrencyFailureException.class})
    ResponseEntity<Object> collided(Exception e, HttpServletRequest request) {
        if (causeOf(e, SQLException.class) instanceof SQLException cause && String.valueOf(cause.getSQLState()).startsWith(UNFIT_VALUE)) {
            return answer(new Problem(ProblemCode.INVALID_PARAMETER, "A value cannot be stored or looked for, such as a text with the character U+0000"), new HttpHeaders(), request);
        }
        var trace = ProblemBody.traceId(request);
        LOG.warn("A request collided with another one and is refused, trace {}: {}", trace, e.getClass().getSimpleName());
        var problem = new Problem(ProblemCode.ILLEGAL_STATE, "The request collided with another one; read the resource again and retry");
        return answer(problem, new HttpHeaders(), request);
    }

    @ExceptionHandler({CannotCreateTransactionException.class, DataAccessResourceFailureException.class, UncategorizedDataAccessException.class,
            QueryTimeoutException.class})
    ResponseEntity<Object> withoutDatabase(Exception e, HttpServletRequest request) {
        LOG.error("The database does not answer, trace {}; requests are refused until it does", ProblemBody.traceId(request), e);
        return answer(new Problem(ProblemCode.UNAVAILABLE, "The database does not answer; retry later"), new HttpHeaders(), request);
    }

    /** It may have been done, and is not acknowledged. */
    @ExceptionHandler
    ResponseEntity<Object> unconfirmed(TransactionException e, HttpServletRequest request) {
        LOG.error("The database could not confirm a commit, trace {}; the request is not acknowledged", ProblemBody.traceId(request), e);
        return answer(new Problem(ProblemCode.UNAVAILABLE, "The database could not confirm that this is stored; retry with the same Idempotency-Key, or look first"),
                new HttpHeaders(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception e, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            LOG.debug("The connection broke while the answer was sent", e);
            return null;
        }
        var refusal = causeOf(e, Problem.class);
        if (refusal != null) {
            return refused(refusal, request);
        }
        LOG.error("A request failed, trace {}", ProblemBody.traceId(request), e);
        return answer(internal(), new HttpHeaders(), request);
    }

    static Problem internal() {
        return new Problem(ProblemCode.INTERNAL, "The request failed; the log has more under the trace id");
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(Exception e, Object body, HttpHeaders headers, HttpStatusCode status,
            WebRequest web) {
        var request = ((ServletWebRequest) web).getRequest();
        var response = ((ServletWebRequest) web).getResponse();
        if (response != null && response.isCommitted()) {
            return null;
        }
        var problem = problem(e, status);
        if (problem.code() == ProblemCode.INTERNAL) {
            LOG.error("A request failed, trace {}", ProblemBody.traceId(request), e);
        }
        return answer(problem, headers, request);
    }

    private static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers, HttpServletRequest request) {
        var answer = ResponseEntity.status(problem.code().status()).headers(headers).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        retryAfter(problem).ifPresent(seconds -> answer.header(HttpHeaders.RETRY_AFTER, seconds));
        return answer.body(ProblemBody.of(problem, request));
    }

    /** Seconds after which it may be worth another try; empty where it is not by itself. */
    static Optional<String> retryAfter(Problem problem) {
        boolean passes = problem.code().status() == 429 || problem.code().status() == 503;
        return passes ? Optional.of(String.valueOf(problem.properties().getOrDefault("retryAfterSeconds", RETRY_SECONDS))) : Optional.empty();
    }

    private static Problem problem(Exception e, HttpStatusCode status) {
        return switch (e) {
            case HttpRequestMethodNotSupportedException method -> new Problem(ProblemCode.METHOD_NOT_ALLOWED,
                    "This path does not offer " + method.getMethod() + " but " + named(method.getSupportedMethods()));
            case HttpMediaTypeNotSupportedException type -> new Problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                    "Send one of " + named(type.getSupportedMediaTypes()));
            case HttpMediaTypeNotAcceptableException type -> new Problem(ProblemCode.NOT_ACCEPTABLE,
                    "Accept one of " + named(type.getSupportedMediaTypes()));
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case MaxUploadSizeExceededException tooLarge -> multipartProblem(tooLarge);
            case MissingServletRequestPartException part -> new Problem(ProblemCode.INVALID_MULTIPART,
                    "The part '" + part.getRequestPartName() + "' is missing");
            case MissingServletRequestParameterException missing -> new Problem(ProblemCode.INVALID_PARAMETER,
                    "The query parameter '" + missing.getParameterName() + "' is missing");
            case MethodArgumentTypeMismatchException mismatch -> mismatch(mismatch);
            case TypeMismatchException _ -> new Problem(ProblemCode.INVALID_PARAMETER, "A parameter cannot be read");
            case HandlerMethodValidationException invalid -> invalid(invalid);
            default -> byStatus(status.value());
        };
    }

    private static Problem unreadable(HttpMessageNotReadableException e) {
        var refusal = causeOf(e, Problem.class);
        return refusal != null ? refusal : new Problem(ProblemCode.MALFORMED_JSON, "The body is missing or cannot be read");
    }

    private static Problem multipartProblem(Exception e) {
        // Spring says "size exceeded" for too many parts as well.
        if (e instanceof MaxUploadSizeExceededException && causeOf(e, FileCountLimitExceededException.class) == null) {
            return new Problem(ProblemCode.DATASET_TOO_LARGE, "The upload is larger than the limit; see /api/v1/limits");
        }
        return damagedMultipart();
    }

    static Problem damagedMultipart() {
        return new Problem(ProblemCode.INVALID_MULTIPART, "The multipart body is damaged, cut off, or has too many parts");
    }

    private static Problem mismatch(MethodArgumentTypeMismatchException e) {
        if (e.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return new Problem(ProblemCode.INVALID_ID, "The path segment '" + e.getName() + "' cannot be read");
        }
        var refusal = causeOf(e, Problem.class);
        return refusal != null ? refusal : new Problem(parameterCode(e.getName()), "The query parameter '" + e.getName() + "' cannot be read");
    }

    private static Problem invalid(HandlerMethodValidationException e) {
        var name = e.getParameterValidationResults().getFirst().getMethodParameter().getParameterName();
        var detail = e.getParameterValidationResults().stream()
                .map(result -> "The parameter '" + result.getMethodParameter().getParameterName() + "' "
                        + result.getResolvableErrors().stream().map(error -> error.getDefaultMessage()).collect(Collectors.joining(", "))
                        + " (was " + result.getArgument() + ")")
                .collect(Collectors.joining("; "));
        return new Problem(parameterCode(name), detail);
    }

    private static ProblemCode parameterCode(String name) {
        return PAGING.contains(name) ? ProblemCode.INVALID_PAGINATION : ProblemCode.INVALID_PARAMETER;
    }

    /** Where only the status is known: from the container, or from an exception that nobody here has met. */
    static Problem byStatus(int status) {
        return switch (status) {
            case 401 -> new Problem(ProblemCode.UNAUTHENTICATED, "This needs an API key or a token");
            case 403 -> new Problem(ProblemCode.FORBIDDEN, "This is not allowed");
            case 404 -> new Problem(ProblemCode.NOT_FOUND, "There is nothing at this path");
            case 405 -> new Problem(ProblemCode.METHOD_NOT_ALLOWED, "This path does not offer this method");
            case 406 -> new Problem(ProblemCode.NOT_ACCEPTABLE, "This media type is not offered here");
            case 413 -> new Problem(ProblemCode.PAYLOAD_TOO_LARGE, "The body is larger than the limit; see /api/v1/limits");
            case 415 -> new Problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "This media type is not read here");
            case 503 -> new Problem(ProblemCode.UNAVAILABLE, "The request took too long or the service is not ready; retry later");
            default -> status >= 400 && status < 500
                    ? new Problem(ProblemCode.INVALID_PARAMETER, "The request line, a header or a parameter cannot be read") : internal();
        };
    }

    private static String named(Object values) {
        return switch (values) {
            case String[] texts -> String.join(", ", texts);
            case List<?> list -> list.stream().map(Object::toString).collect(Collectors.joining(", "));
            case null, default -> "another one";
        };
    }

    private static <E extends Throwable> E causeOf(Throwable e, Class<E> kind) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return kind.cast(cause);
            }
        }
        return null;
    }
}
