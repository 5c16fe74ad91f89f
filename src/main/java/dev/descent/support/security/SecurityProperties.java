package dev.descent.support.security;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may come in.
 *
 * @param mode         open: everybody who reaches the service, which is then bound to loopback; keys: whoever shows an API key; jwt: whoever shows
 *                     a token of an issuer, or an API key
 * @param acceptOpen   lets a service in the mode open be bound to other interfaces than loopback: only where something else keeps others away, such
 *                     as a container that is published on loopback
 * @param adminKey     an API key of the operator, from the environment; it is valid from the start on
 * @param adminKeyFile file with an API key of the operator; in the mode keys one is made and written there at the first start, where there is none
 */
@ConfigurationProperties("descent.security")
record SecurityProperties(
        @DefaultValue("open") Mode mode,
        @DefaultValue("false") boolean acceptOpen,
        String adminKey,
        Path adminKeyFile) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "SecurityProperties[mode=" + mode + "]";
    }
}
