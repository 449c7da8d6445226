package dev.rollcall.receiver.web;

import dev.rollcall.receiver.security.Grant;
import dev.rollcall.receiver.security.TokenDoor;
import dev.rollcall.receiver.store.StoreFailedException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the token of a request: a Bearer token, or the password of HTTP Basic, which the original script can send. A wrong
 * token is answered here; a missing one is left to the rules behind.
 */
final class BearerFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(BearerFilter.class);
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private final TokenDoor door;
    private final ProblemWriter problems;

    BearerFilter(TokenDoor door, ProblemWriter problems) {
        this.door = door;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader("Authorization") == null
                || request.getRequestURI().startsWith(request.getContextPath() + "/api/attendance/webhook");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Optional<Grant> grant =
                    presented(request.getHeader("Authorization")).flatMap(door::admit);
            if (grant.isEmpty()) {
                problems.write(response, Problems.tokenRefused());
                return;
            }
            remember(grant.get());
        } catch (StoreFailedException failed) {
            log.error("a token could not be looked up because the database failed", failed);
            problems.write(response, Problems.storeFailed());
            return;
        }
        chain.doFilter(request, response);
    }

    private static void remember(Grant grant) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                grant,
                null,
                List.of(new SimpleGrantedAuthority("ROLE_" + grant.role().name()))));
        SecurityContextHolder.setContext(context);
    }

    private static Optional<String> presented(String header) {
        if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(header.substring(BEARER.length()).strip());
        }
        if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return password(header.substring(BASIC.length()).strip());
        }
        return Optional.empty();
    }

    private static Optional<String> password(String credentials) {
        try {
            String text = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
