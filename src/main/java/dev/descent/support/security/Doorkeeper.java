package dev.descent.support.security;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.util.ServletRequestPathUtils;

/** Lets callers through the doors that are open for them, and tells the others why not. */
@Component
class Doorkeeper implements AuthorizationManager<RequestAuthorizationContext>, AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String CHALLENGE = "Bearer realm=\"descent\"";

    private final Refusals refusals;

    Doorkeeper(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public AuthorizationDecision authorize(Supplier<? extends Authentication> caller, RequestAuthorizationContext context) {
        var request = context.getRequest();
        var path = ServletRequestPathUtils.hasParsedRequestPath(request) ? ServletRequestPathUtils.getParsedRequestPath(request) : ServletRequestPathUtils.parseAndCache(request);
        var needed = Doors.to(HttpMethod.valueOf(request.getMethod()), path.pathWithinApplication()).map(Doors.Door::opens);
        return new AuthorizationDecision(needed.isPresent() && needed.get().equals(Doors.NOTHING)
                || caller.get().getAuthorities().stream().anyMatch(authority -> needed.orElse(Doors.OPERATOR).equals(authority.getAuthority())));
    }

    /** Nothing was shown where something is needed. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        refusals.send(new Problem(ProblemCode.UNAUTHENTICATED, "This needs an API key or a token: send it as Authorization: Bearer …"), request, response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denial) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"insufficient_scope\"");
        var role = Caller.current().map(caller -> caller.role().name().toLowerCase(Locale.ROOT)).orElse("nobody");
        refusals.send(new Problem(ProblemCode.FORBIDDEN, "The role " + role + " may not do this"), request, response);
    }

    /** What was shown is not good. */
    void refuse(Problem refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (refusal.code() == ProblemCode.UNAUTHENTICATED) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"invalid_token\"");
        }
        refusals.send(refusal, request, response);
    }
}
