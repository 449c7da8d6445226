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
 * Gives each body a time to come in, from first to last byte, and a shorter one to what is left of it when its answer is known.
 * After that the connection is closed: left to itself, the container would go on reading the rest, and a byte now and
 * then would hold its thread for ever.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BodyTime extends OncePerRequestFilter {

    private final Duration bodyTime;
    private final Lingering lingering;
    private final ProblemWriter problems;

    BodyTime(RollcallSettings settings, ProblemWriter problems) {
        this.bodyTime = settings.intake().bodyTime();
        this.lingering =
                new Lingering(settings.intake().linger(), settings.intake().lingering());
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        TimedRequest timed = new TimedRequest(request, Deadline.in(bodyTime));
        AnswerBehindBody answer = new AnswerBehindBody(response, timed, lingering);
        try {
            chain.doFilter(timed, answer);
        } catch (ProblemException form) {
            answer(answer, form.problem());
        } catch (UncheckedIOException form) {
            answer(answer, Problems.unreadable(Objects.requireNonNull(form.getCause())));
        }
        if (!timed.isAsyncStarted()) {
            finish(timed, answer);
        }
    }

    private void answer(HttpServletResponse response, Problem problem) throws IOException {
        if (!response.isCommitted()) {
            response.reset();
            problems.write(response, problem);
        }
    }

    private static void finish(TimedRequest request, AnswerBehindBody answer) throws IOException {
        TimedStream body = request.getInputStream();
        answer.begin();
        if (!body.endsWithin(Deadline.in(Duration.ZERO)) && !body.isSilent()) {
            answer.flushBuffer();
            // By this the container closes the connection at once, without a word in its log.
            throw new ClientAbortException("the rest of the body is not waited for");
        }
    }
}
