package dev.descent.support.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/**
 * Reads the tokens of an issuer (RFC 7519). The algorithms are ours and not the token's to choose, and all of them take a public key, so that
 * none of them can be mistaken for a secret.
 */
@Component
class Tokens {

    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);

    private final JwtProperties properties;
    private final JwtDecoder decoder;

    Tokens(SecurityProperties security, JwtProperties properties, Clock clock) {
        this.properties = properties;
        this.decoder = security.mode() == Mode.JWT ? decoder(properties, clock) : null;
    }

    /**
     * @throws Credentials.WrongCredentials where it is not of the issuer, or not for this service
     * @throws Problem unauthenticated where it is of the issuer and of no use; unavailable where the issuer's keys cannot be read
     */
    Caller caller(String token) {
        try {
            return caller(decoder.decode(token));
        } catch (JwtValidationException e) {
            throw refused("This token is not valid: it has expired, is of another issuer, or for somebody else");
        } catch (BadJwtException e) {
            throw new Credentials.WrongCredentials();
        } catch (JwtException e) {
            LOG.warn("The keys of the issuer cannot be read, so no token can be checked: {}", e.getMessage());
            throw new Problem(ProblemCode.UNAVAILABLE, "Tokens cannot be checked at the moment; retry later");
        }
    }

    private Caller caller(Jwt token) {
        var tenant = token.getClaim(properties.tenantClaim()) instanceof String name && name.matches(Tenant.FORM) ? name : null;
        if (tenant == null) {
            throw refused("This token names no tenant in the claim " + properties.tenantClaim());
        }
        var role = roles(token.getClaim(properties.roleClaim())).max(Role::compareTo)
                .orElseThrow(() -> refused("This token has none of the roles reader, writer and admin in the claim " + properties.roleClaim()));
        return new Caller(tenant, role, null, token.getSubject());
    }

    private static Stream<Role> roles(Object claim) {
        return switch (claim) {
            case String text -> Stream.of(text.split(" ")).map(Tokens::role).flatMap(Optional::stream);
            case Collection<?> texts -> texts.stream().map(String::valueOf).map(Tokens::role).flatMap(Optional::stream);
            case null, default -> Stream.empty();
        };
    }

    private static Optional<Role> role(String text) {
        return Stream.of(Role.values()).filter(role -> role.name().toLowerCase(Locale.ROOT).equals(text)).findFirst();
    }

    private static Problem refused(String detail) {
        return new Problem(ProblemCode.UNAUTHENTICATED, detail);
    }

    private static JwtDecoder decoder(JwtProperties properties, Clock clock) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        JWKSource<SecurityContext> keys = IssuerKeys.of(properties);
        var algorithms = properties.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        // Spring's validators look at the claims, with our clock.
        processor.setJWTClaimsSetVerifier((_, _) -> { });
        var decoder = new NimbusJwtDecoder(processor);
        var time = new JwtTimestampValidator(properties.skew());
        time.setAllowEmptyExpiryClaim(false);
        time.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(List.of(time, new JwtIssuerValidator(properties.issuer()), new JwtAudienceValidator(properties.audience()))));
        return decoder;
    }
}
