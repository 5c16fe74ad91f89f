package dev.descent.support.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.descent.support.Problem;
import dev.descent.support.store.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    static Path directory;
    private static RSAKey key;
    private static Tokens tokens;

    @BeforeAll
    static void trustOneIssuer() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("first").generate();
        tokens = tokens(properties(file(new JWKSet(key.toPublicJWK()).toString()), "RS256", Duration.ofSeconds(30)));
    }

    @Test
    void tenant_and_role_come_from_the_claims() throws Exception {
        assertThat(tokens.caller(signed(claims().build()))).isEqualTo(new Caller("lab-3", Role.WRITER, null, "ada"));
        assertThat(tokens.caller(signed(claims().claim("role", List.of("offline_access", "reader", "admin")).build())).role()).isEqualTo(Role.ADMIN);
        assertThat(tokens.caller(signed(claims().expirationTime(at(-29)).build())).tenant()).as("clocks may differ a little").isEqualTo("lab-3");
    }

    @Test
    void whatever_is_not_signed_by_the_issuer_is_unknown() throws Exception {
        var stranger = new RSAKeyGenerator(2048).keyID("first").generate();
        var other = new RSAKeyGenerator(2048).keyID("other").generate();
        var token = signed(claims().build());
        assertThat(List.of(
                new PlainJWT(claims().build()).serialize(),
                confused(),
                signed(claims().build(), JWSAlgorithm.RS256, "first", new RSASSASigner(stranger)),
                signed(claims().build(), JWSAlgorithm.RS256, "other", new RSASSASigner(other)),
                signed(claims().build(), JWSAlgorithm.PS256, "first", new RSASSASigner(key)),
                token.substring(0, token.length() - 4) + "AAAA",
                token.substring(0, token.lastIndexOf('.') + 1),
                "no.token.at-all", "")).allSatisfy(forged -> assertThatThrownBy(() -> tokens.caller(forged)).as(forged).isInstanceOf(Credentials.WrongCredentials.class));
    }

    @Test
    void what_the_issuer_signed_for_another_time_place_or_purpose_is_refused() {
        assertThat(List.of(
                claims().expirationTime(at(-31)).build(),
                claims().expirationTime(null).build(),
                claims().notBeforeTime(at(31)).build(),
                claims().audience("billing").build(),
                claims().audience((String) null).build(),
                claims().issuer("https://evil.example").build(),
                claims().issuer(null).build(),
                claims().claim("tenant", null).build(),
                claims().claim("tenant", "*").build(),
                claims().claim("tenant", List.of("lab-3")).build(),
                claims().claim("role", "root").build(),
                claims().claim("role", null).build())).allSatisfy(claims -> assertThatThrownBy(() -> tokens.caller(signed(claims))).as(claims.toString())
                        .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code().status()).isEqualTo(401)));
    }

    @Test
    void a_public_key_in_pem_will_do() throws Exception {
        var pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.toPublicKey().getEncoded()) + "\n-----END PUBLIC KEY-----\n";
        assertThat(tokens(properties(file(pem), "RS256", Duration.ZERO)).caller(signed(claims().build())).tenant()).isEqualTo("lab-3");
    }

    @Test
    void a_configuration_that_lets_in_too_many_or_nobody_does_not_start() throws Exception {
        var good = file(new JWKSet(key.toPublicJWK()).toString());
        assertThat(List.of(
                properties(good, "HS256", Duration.ZERO), properties(good, "none", Duration.ZERO), properties(good, "RS256", Duration.ofSeconds(61)),
                properties(file(new JWKSet(key).toString(false)), "RS256", Duration.ZERO), properties("http://keys.example/jwks", "RS256", Duration.ZERO),
                properties(null, "RS256", Duration.ZERO), properties(directory.resolve("missing").toString(), "RS256", Duration.ZERO),
                new JwtProperties(null, "descent", good, List.of("RS256"), "tenant", "role", Duration.ZERO),
                new JwtProperties("https://issuer.example", "", good, List.of("RS256"), "tenant", "role", Duration.ZERO)))
                .allSatisfy(properties -> assertThatThrownBy(() -> tokens(properties)).isInstanceOf(StartRefusedException.class));
    }

    private static Tokens tokens(JwtProperties properties) {
        return new Tokens(new SecurityProperties(Mode.JWT, false, null, null), properties, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static JwtProperties properties(String keys, String algorithm, Duration skew) {
        return new JwtProperties("https://issuer.example", "descent", keys, List.of(algorithm), "tenant", "role", skew);
    }

    private static String file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "keys", ".txt"), content).toString();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder().issuer("https://issuer.example").audience("descent").subject("ada").claim("tenant", "lab-3").claim("role", "writer").expirationTime(at(60));
    }

    private static Date at(int seconds) {
        return Date.from(NOW.plusSeconds(seconds));
    }

    private static String signed(JWTClaimsSet claims) throws JOSEException {
        return signed(claims, JWSAlgorithm.RS256, "first", new RSASSASigner(key));
    }

    /** The public key, which everybody knows, taken for a secret (CVE-2015-9235). */
    private static String confused() throws JOSEException {
        return signed(claims().build(), JWSAlgorithm.HS256, "first", new MACSigner(key.toPublicKey().getEncoded()));
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, String id, JWSSigner signer) throws JOSEException {
        var token = new SignedJWT(new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID(id).build(), claims);
        token.sign(signer);
        return token.serialize();
    }
}
