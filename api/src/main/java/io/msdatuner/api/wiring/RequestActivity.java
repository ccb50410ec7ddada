package io.msdatuner.api.wiring;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Notes when a request was last under way. Those that only watch the service do not keep it. */
@Component
class RequestActivity extends OncePerRequestFilter {

    private final Clock clock;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile Instant last;

    RequestActivity(Clock clock) {
        this.clock = clock;
        this.last = clock.instant();
    }

    /** Now, while there is a request. */
    Instant last() {
        return underWay.get() > 0 ? clock.instant() : last;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/actuator/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        underWay.incrementAndGet();
        try {
            chain.doFilter(request, response);
        } finally {
            last = clock.instant();
            underWay.decrementAndGet();
        }
    }
}
