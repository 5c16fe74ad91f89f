package dev.descent.support.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import dev.descent.support.store.StartRefusedException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Where the public keys of the issuer come from; private and secret ones are refused. */
final class IssuerKeys {

    private static final int TIMEOUT_MILLIS = 5000;
    private static final int MOST_BYTES = 256 * 1024;
    private static final Duration LONGEST_SKEW = Duration.ofMinutes(1);

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost");

    private IssuerKeys() {}

    /** @throws StartRefusedException if the configuration lets nobody in, or everybody */
    static JWKSource<SecurityContext> of(JwtProperties properties) {
        must(isText(properties.issuer()), "descent.security.jwt.issuer must say whose tokens are good");
        must(isText(properties.audience()), "descent.security.jwt.audience must say what aud of a token must name, so that one for another service is of no use here");
        must(properties.skew().compareTo(LONGEST_SKEW) <= 0 && !properties.skew().isNegative(), "descent.security.jwt.skew must be at most 60 s");
        must(!properties.algorithms().isEmpty() && properties.algorithms().stream().map(JWSAlgorithm::parse).allMatch(JWSAlgorithm.Family.SIGNATURE::contains),
                "descent.security.jwt.algorithms must be signatures by a key pair, such as RS256, PS256 or ES256");
        must(isText(properties.keys()), "descent.security.jwt.keys must say where the keys of the issuer are: the https address of its JWK set, which its"
                + " /.well-known/openid-configuration names jwks_uri, or a file with a JWK set or a public key in PEM");
        return properties.keys().startsWith("http") ? remote(properties.keys()) : local(Path.of(properties.keys().replaceFirst("^file:", "")));
    }

    /** It is asked again when a token names a key that is not known, and not more often than every half minute. */
    private static JWKSource<SecurityContext> remote(String address) {
        return JWKSourceBuilder.<SecurityContext>create(url(address), new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES)).build();
    }

    private static URL url(String address) {
        try {
            var uri = URI.create(address);
            must(uri.getScheme().equals("https") || LOOPBACK.contains(uri.getHost()), "descent.security.jwt.keys must be an https address: whoever can change the keys on the way lets in anybody");
            return uri.toURL();
        } catch (IllegalArgumentException | MalformedURLException e) {
            throw new StartRefusedException("descent.security.jwt.keys is no address: " + address);
        }
    }

    private static JWKSource<SecurityContext> local(Path file) {
        try {
            var text = Files.readString(file);
            if (text.contains("-----BEGIN PUBLIC KEY-----")) {
                // It has no id that a token could name.
                var key = List.of(pem(text));
                return (_, _) -> key;
            }
            var keys = JWKSet.parse(text);
            must(!keys.getKeys().isEmpty() && keys.getKeys().stream().noneMatch(JWK::isPrivate), "descent.security.jwt.keys must name a file of public keys, and " + file + " has others");
            return new ImmutableJWKSet<>(keys);
        } catch (IOException | ParseException | GeneralSecurityException | IllegalArgumentException e) {
            throw new StartRefusedException("the keys of the issuer cannot be read from " + file + " (descent.security.jwt.keys): " + e.getMessage());
        }
    }

    /** X.509 SubjectPublicKeyInfo (RFC 7468). */
    private static JWK pem(String text) throws GeneralSecurityException {
        var encoded = new X509EncodedKeySpec(Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", "")));
        try {
            return new RSAKey.Builder((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(encoded)).build();
        } catch (InvalidKeySpecException e) {
            var key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(encoded);
            return new ECKey.Builder(Curve.forECParameterSpec(key.getParams()), key).build();
        }
    }

    private static boolean isText(String text) {
        return text != null && !text.isBlank();
    }

    private static void must(boolean condition, String otherwise) {
        if (!condition) {
            throw new StartRefusedException(otherwise);
        }
    }
}
