package dev.rollcall.receiver.web;

import dev.rollcall.receiver.security.Grant;
import dev.rollcall.receiver.store.StoreFailedException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
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
 * token is answered here, always alike; a missing one is left to the rules behind. A right one counts instead of a session.
 */
final class BearerFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(BearerFilter.class);
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private final Entrance entrance;

    BearerFilter(Entrance entrance) {
        this.entrance = entrance;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader("Authorization") == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Optional<Grant> grant = presented(Collections.list(request.getHeaders("Authorization")))
                    .flatMap(entrance.door()::admit);
            if (grant.isEmpty()) {
                refuse(request, response);
                return;
            }
            remember(grant.get());
        } catch (StoreFailedException failed) {
            log.error("a token could not be looked up because the database failed", failed);
            entrance.problems().write(response, Problems.storeFailed());
            return;
        }
        chain.doFilter(request, response);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (entrance.rates().admitStranger(request, response)) {
            entrance.audit().noteRefusal(entrance.peers().address(request), "TOKEN", "-");
            entrance.problems().write(response, Problems.tokenRefused());
        }
    }

    private static void remember(Grant grant) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                grant,
                null,
                List.of(new SimpleGrantedAuthority("ROLE_" + grant.role().name()))));
        SecurityContextHolder.setContext(context);
    }

    /** Two of them may be read differently by whoever stands in between, so they are none. */
    private static Optional<String> presented(List<String> headers) {
        return headers.size() == 1 ? presented(headers.get(0)) : Optional.empty();
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
