package dev.descent.support.security;

import java.util.function.Supplier;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Whose rows a thread sees. One that answers a request sees those of its caller, and none before it knows who that is; one that answers
 * none, such as a worker, sees all.
 */
public record Tenant(String name) {

    /** Of everything that was stored without credentials. */
    public static final String DEFAULT = "default";

    static final String FORM = "[A-Za-z0-9][A-Za-z0-9._@-]{0,62}";

    /** No tenant's name has this character. */
    static final Tenant ALL = new Tenant("*");
    private static final Tenant NONE = new Tenant("");
    private static final ScopedValue<Tenant> CHOSEN = ScopedValue.newInstance();

    public static Tenant current() {
        if (CHOSEN.isBound()) {
            return CHOSEN.get();
        }
        if (SecurityContextHolder.getContext().getAuthentication() == null) {
            return ALL;
        }
        return Caller.current().map(caller -> new Tenant(caller.tenant())).orElse(NONE);
    }

    /** The tenant that owns what is stored now, and whose names are meant. */
    public static String owner() {
        var current = current();
        return current.isAll() ? DEFAULT : current.name();
    }

    /** Looks at the rows of all tenants: for what is common to them, never for what is told of one of them. The transaction must begin inside. */
    public static <T> T everywhere(Supplier<T> look) {
        return ScopedValue.where(CHOSEN, ALL).call(look::get);
    }

    boolean isAll() {
        return this.equals(ALL);
    }

    public boolean sees(String owner) {
        return isAll() || name.equals(owner);
    }
}
