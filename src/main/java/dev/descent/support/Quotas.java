package dev.descent.support;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much one tenant may have, where credentials are asked for. A service that is open has one tenant, and no quota.
 *
 * @param bytes       of all its datasets in storage
 * @param datasets    stored at a time
 * @param models      stored at a time
 * @param queued      runs that wait
 * @param running     runs that train, on all nodes together
 * @param keys        valid API keys
 * @param uploadBytes of one dataset file
 */
@ConfigurationProperties("descent.quotas")
public record Quotas(
        @DefaultValue("10GB") DataSize bytes,
        @DefaultValue("1000") int datasets,
        @DefaultValue("1000") int models,
        @DefaultValue("100") int queued,
        @DefaultValue("4") int running,
        @DefaultValue("20") int keys,
        @DefaultValue("256MB") DataSize uploadBytes) {

    private static final DataSize ANY = DataSize.ofBytes(Long.MAX_VALUE);

    /** Of a service that is open. */
    static final Quotas NONE = new Quotas(ANY, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, ANY);

    public boolean areNone() {
        return equals(NONE);
    }

    /**
     * @param what it is that the tenant has, such as {@code waiting runs}
     * @param most quota
     * @param has  before
     * @param more that it asks for
     * @throws Problem quota-exceeded
     */
    public static void check(String what, long most, long has, long more) {
        if (more > most - has) {
            throw new Problem(ProblemCode.QUOTA_EXCEEDED, "At most " + most + " " + what + " are kept for a tenant (there are " + has + ", " + more
                    + " more are asked for); delete what is not needed, or wait", List.of(), Map.of("limit", most, "actual", has + more));
        }
    }
}
