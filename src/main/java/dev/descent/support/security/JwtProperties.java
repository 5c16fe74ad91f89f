package dev.descent.support.security;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens are good (RFC 7519, RFC 9068).
 *
 * @param issuer      what {@code iss} must say
 * @param audience    what {@code aud} must name
 * @param keys        where the issuer's keys are: a JWK set at an https address, or a JWK set or a public key in PEM in a file
 * @param algorithms  with which a token may be signed: RS256 to PS512 and ES256 to ES512
 * @param tenantClaim claim that names the tenant
 * @param roleClaim   claim with the role, or a list that has it: reader, writer or admin
 * @param skew        by how much the clocks may differ, a minute at most
 */
@ConfigurationProperties("descent.security.jwt")
record JwtProperties(
        String issuer,
        String audience,
        String keys,
        @DefaultValue("RS256") List<String> algorithms,
        @DefaultValue("tenant") String tenantClaim,
        @DefaultValue("role") String roleClaim,
        @DefaultValue("30s") Duration skew) {}
