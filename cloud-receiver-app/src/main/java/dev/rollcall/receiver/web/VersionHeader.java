package dev.rollcall.receiver.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Says on every answer which version gave it, so that agents notice a new one. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class VersionHeader extends OncePerRequestFilter {

    private static final String NAME = "Rollcall-Version";

    private final Version version;

    VersionHeader(Version version) {
        this.version = version;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(NAME, version.text());
        chain.doFilter(request, response);
    }
}
