package dev.descent.support.web;

import dev.descent.support.Allowance;
import dev.descent.support.Limits;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.descent.support.security.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets each credential ask so often and no more, and tells it in every answer how much is left. Right behind the door, where it is known who asks. */
@Component
@Order(RateLimitFilter.BEHIND_THE_DOOR)
class RateLimitFilter extends OncePerRequestFilter {

    /** Spring Security's chain has -100. */
    static final int BEHIND_THE_DOOR = -90;

    private final boolean open;
    private final long uploadBytes;
    private final Rate requests;
    private final Rate uploads;
    private final ProblemWriter refusals;

    RateLimitFilter(Allowance allowance, Limits limits, ProblemWriter refusals) {
        this.open = allowance.isOpen();
        this.uploadBytes = allowance.quotas().uploadBytes().toBytes();
        this.requests = Rate.ofSecond("requests", limits.requestsPerSecond(), limits.requestBurst());
        this.uploads = Rate.ofMinute("uploads", limits.uploadsPerMinute());
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return open;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        var caller = Caller.current();
        if (caller.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        boolean upload = isUpload(request);
        var policy = requests;
        var left = requests.take(name(caller.get()));
        if (left.isConsumed() && upload) {
            policy = uploads;
            left = uploads.take(name(caller.get()));
        }
        response.setHeader("RateLimit-Policy", upload ? requests.policy() + ", " + uploads.policy() : requests.policy());
        response.setHeader("RateLimit", policy.state(left));
        if (!left.isConsumed()) {
            refusals.send(new Problem(ProblemCode.RATE_LIMITED, "These credentials have asked too often: at most " + policy.text(), List.of(),
                    Map.of("retryAfterSeconds", Rate.seconds(left.getNanosToWaitForRefill()))), request, response);
        } else if (upload && request.getContentLengthLong() > uploadBytes) {
            refusals.send(new Problem(ProblemCode.DATASET_TOO_LARGE, "An upload has at most " + uploadBytes + " bytes (has " + request.getContentLengthLong() + ")",
                    List.of(), Map.of("limit", uploadBytes, "actual", request.getContentLengthLong())), request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isUpload(HttpServletRequest request) {
        return HttpMethod.POST.matches(request.getMethod())
                && String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private static String name(Caller caller) {
        return caller.tenant() + "\n" + (caller.key() == null ? caller.subject() : caller.key().id());
    }
}
