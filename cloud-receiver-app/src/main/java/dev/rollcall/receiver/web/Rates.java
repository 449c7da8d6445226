package dev.rollcall.receiver.web;

import dev.rollcall.receiver.config.AccessSettings;
import dev.rollcall.receiver.security.Grant;
import dev.rollcall.receiver.security.Peers;
import dev.rollcall.receiver.security.RateLimit;
import dev.rollcall.receiver.store.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Keeps each sender within its limit and says so in the answer (RateLimit-Policy and RateLimit of draft-ietf-httpapi-ratelimit-headers). Known
 * senders are counted by their token or name, whatever address they share with whom; strangers by their address. What terminals
 * post does not come by here ({@link WebSecurity}) and is never turned away: they would send it for ever, and nothing behind it. Thread-safe.
 */
final class Rates {

    private static final RequestMatcher WATCHED = PathPatternRequestMatcher.pathPattern("/actuator/**");

    private final RateLimit strangers;
    private final RateLimit agents;
    private final RateLimit readers;
    private final Peers peers;
    private final ProblemWriter problems;

    Rates(AccessSettings.Rate settings, LongSupplier nanoTime, Peers peers, ProblemWriter problems) {
        this.strangers = new RateLimit(settings.unauthenticated(), settings.unauthenticatedBurst(), nanoTime);
        this.agents = new RateLimit(settings.agent(), settings.agentBurst(), nanoTime);
        this.readers = new RateLimit(settings.reader(), settings.readerBurst(), nanoTime);
        this.peers = peers;
        this.problems = problems;
    }

    /** Counts a request of nobody known; false if it was answered with 429. */
    boolean admitStranger(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String network = peers.network(request);
        // Whoever asks for the health keeps asking when somebody else at the same address misbehaves.
        return admit("stranger", strangers, WATCHED.matches(request) ? network + " health" : network, response);
    }

    /** Counts a request of somebody known; false if it was answered with 429. */
    boolean admitKnown(Authentication known, HttpServletResponse response) throws IOException {
        if (known.getPrincipal() instanceof Grant grant) {
            RateLimit limit = grant.role() == Role.AGENT ? agents : readers;
            return admit(grant.role().name().toLowerCase(Locale.ROOT), limit, "token " + grant.token(), response);
        }
        return admit("person", readers, "person " + known.getName(), response);
    }

    private boolean admit(String policy, RateLimit limit, String key, HttpServletResponse response) throws IOException {
        if (!limit.isLimited()) {
            return true;
        }
        RateLimit.Taken taken = limit.take(key);
        response.setHeader(
                "RateLimit-Policy",
                "\"" + policy + "\";q=" + limit.burst() + ";w=" + AccessProblems.seconds(limit.window()));
        response.setHeader(
                "RateLimit",
                "\"" + policy + "\";r=" + taken.remaining() + ";t=" + AccessProblems.seconds(taken.reset()));
        if (!taken.allowed()) {
            response.setHeader("Retry-After", Long.toString(AccessProblems.seconds(taken.pause())));
            problems.write(response, AccessProblems.tooManyRequests(taken.pause()));
        }
        return taken.allowed();
    }
}
