package dev.descent.support.security;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds out who a caller is from what it shows. */
@Component
class Credentials {

    private final Mode mode;
    private final ApiKeys keys;
    private final Tokens tokens;
    private final Attempts attempts = new Attempts(System::nanoTime);

    Credentials(SecurityProperties properties, ApiKeys keys, Tokens tokens) {
        this.mode = properties.mode();
        this.keys = keys;
        this.tokens = tokens;
    }

    Mode mode() {
        return mode;
    }

    /**
     * Who it is where nothing wrong is shown; empty where nothing is.
     *
     * @param shown   after the word Bearer; null for nothing
     * @param address where it comes from
     * @throws Problem unauthenticated; too-many-attempts
     */
    Optional<Caller> caller(String shown, String address) {
        if (mode == Mode.OPEN) {
            return Optional.of(Caller.ANYBODY);
        }
        return shown == null ? Optional.empty() : Optional.of(known(shown).orElseGet(() -> asked(shown, address)));
    }

    private Optional<Caller> known(String shown) {
        return KeyText.of(shown).flatMap(keys::lately).map(ApiKey::caller);
    }

    private Caller asked(String shown, String address) {
        long barred = KeyText.of(shown).filter(keys::isFamiliar).isPresent() ? 0 : attempts.barredSeconds(address);
        if (barred > 0) {
            throw new Problem(ProblemCode.TOO_MANY_ATTEMPTS, "Too many wrong credentials came from this address; try again later", List.of(), Map.of("retryAfterSeconds", barred));
        }
        try {
            return mode == Mode.JWT && isToken(shown) ? tokens.caller(shown) : byKey(shown);
        } catch (WrongCredentials e) {
            attempts.failed(address);
            throw new Problem(ProblemCode.UNAUTHENTICATED, "These credentials are not known here");
        }
    }

    /** Nobody knew them, or only a part of them. */
    static final class WrongCredentials extends RuntimeException {

        private static final long serialVersionUID = 1L;

        WrongCredentials() {
            super(null, null, false, false);
        }
    }

    private Caller byKey(String shown) {
        return switch (keys.check(KeyText.of(shown).orElse(null))) {
            case ApiKeys.Check.Valid(ApiKey key) -> key.caller();
            case ApiKeys.Check.Ended _ -> throw new Problem(ProblemCode.UNAUTHENTICATED, "This key is not valid any more: it has expired or was revoked");
            case ApiKeys.Check.Unknown _ -> throw new WrongCredentials();
        };
    }

    private static boolean isToken(String shown) {
        return !shown.startsWith("dk_");
    }
}
