package dev.rollcall.receiver.web;

import dev.rollcall.receiver.config.RollcallSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import org.apache.catalina.connector.ClientAbortException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each body a time to come in, from first to last byte, and each answer that came before the end of the body a time in which
 * the rest is read so that its sender gets to see the answer. After that the connection is closed: left to itself, the
 * container would go on reading the rest, and a byte now and then would hold its thread for ever.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BodyTime extends OncePerRequestFilter {

    private final RollcallSettings.Intake times;
    private final ProblemWriter problems;

    BodyTime(RollcallSettings settings, ProblemWriter problems) {
        this.times = settings.intake();
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        TimedRequest timed = new TimedRequest(request, Deadline.in(times.bodyTime()));
        try {
            chain.doFilter(timed, response);
        } catch (ProblemException form) {
            answer(response, form.problem());
        } catch (UncheckedIOException form) {
            answer(response, Problems.unreadable(Objects.requireNonNull(form.getCause())));
        }
        // Who asks before sending is not sending yet, and the container knows what to do then.
        boolean waits = request.getHeader("Expect") != null && !timed.isOpened();
        if (!timed.isAsyncStarted() && !waits) {
            finish(timed, response);
        }
    }

    private void answer(HttpServletResponse response, Problem problem) throws IOException {
        if (!response.isCommitted()) {
            response.reset();
            problems.write(response, problem);
        }
    }

    private void finish(TimedRequest request, HttpServletResponse response) throws IOException {
        TimedStream body = request.getInputStream();
        if (body.endsWithin(Deadline.in(Duration.ZERO)) || body.isSilent()) {
            return;
        }
        response.flushBuffer();
        if (!body.endsWithin(Deadline.in(times.linger()))) {
            // By this the container closes the connection at once, without a word in its log.
            throw new ClientAbortException("the rest of the body is not waited for");
        }
    }
}
