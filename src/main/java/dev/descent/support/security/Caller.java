package dev.descent.support.security;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who asks. The tenant is the credential's and never the request's.
 *
 * @param key     the API key that was shown; null for none
 * @param subject of the token that was shown; null for none
 */
public record Caller(String tenant, Role role, Key key, String subject) {

    /** Whoever reaches a service without credentials. */
    static final Caller ANYBODY = new Caller(Tenant.DEFAULT, Role.ADMIN, null, null);

    /** What may be told of an API key to whoever shows it. */
    public record Key(String id, String name, Instant expiresAt) {}

    /** Of the request that this thread answers; empty where it answers none, or nobody has shown anything. */
    public static Optional<Caller> current() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication()).map(Authentication::getPrincipal)
                .filter(Caller.class::isInstance).map(Caller.class::cast);
    }

    /** Whether it runs the service, and does not only use it. */
    boolean isOperator() {
        return role == Role.ADMIN && tenant.equals(Tenant.DEFAULT);
    }

    Authentication authentication() {
        var authorities = new ArrayList<SimpleGrantedAuthority>();
        for (Role each : Role.values()) {
            if (role.includes(each)) {
                authorities.add(new SimpleGrantedAuthority(each.name()));
            }
        }
        if (isOperator()) {
            authorities.add(new SimpleGrantedAuthority(Doors.OPERATOR));
        }
        return UsernamePasswordAuthenticationToken.authenticated(this, null, List.copyOf(authorities));
    }
}
