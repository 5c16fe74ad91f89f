package dev.descent.support;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What applies to whoever asks: quotas and rates are for those who show credentials. A service that is open has one user, whose machine it is. */
@Component
public class Allowance {

    private final boolean open;
    private final Quotas quotas;

    Allowance(@Value("${descent.security.mode:open}") String mode, Quotas quotas) {
        this.open = "open".equalsIgnoreCase(mode);
        this.quotas = open ? Quotas.NONE : quotas;
    }

    /** Whether nobody is asked for credentials. */
    public boolean isOpen() {
        return open;
    }

    public Quotas quotas() {
        return quotas;
    }
}
