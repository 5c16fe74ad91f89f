package dev.descent.support.security;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads {@code Authorization: Bearer …}, and nothing else: what stands in an address ends in logs. */
final class CredentialFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(CredentialFilter.class);
    private static final String SCHEME = "bearer ";

    private final Credentials credentials;
    private final Doorkeeper doorkeeper;

    CredentialFilter(Credentials credentials, Doorkeeper doorkeeper) {
        this.credentials = credentials;
        this.doorkeeper = doorkeeper;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        Optional<Caller> caller;
        try {
            caller = credentials.caller(shown(request), request.getRemoteAddr());
        } catch (Problem refusal) {
            doorkeeper.refuse(refusal, request, response);
            return;
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The database does not answer, so nobody can be let in: {}", e.getMessage());
            doorkeeper.refuse(new Problem(ProblemCode.UNAVAILABLE, "The database does not answer; retry later"), request, response);
            return;
        }
        // For the audit log, which is written when the door is shut again.
        caller.ifPresent(found -> request.setAttribute(Caller.class.getName(), found));
        caller.ifPresent(found -> SecurityContextHolder.setContext(new SecurityContextImpl(found.authentication())));
        chain.doFilter(request, response);
    }

    private static String shown(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) ? null : header.substring(SCHEME.length()).strip();
    }
}
