package dev.rollcall.receiver.web;

import dev.rollcall.receiver.config.RollcallSettings;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts on every answer, before anything else is done, what browsers must know to be safe, and which version answers, so that
 * agents notice a new one. An answer may only make it stricter. Thread-safe.
 */
final class AnswerHeaders implements Filter {

    /** The safe ones, for every answer of every layer. */
    static final Map<String, String> SAFE = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final Map<String, String> headers = new LinkedHashMap<>(SAFE);

    AnswerHeaders(Version version, RollcallSettings settings) {
        headers.put("Rollcall-Version", version.text());
        if (settings.isReachedByTls()) {
            headers.put("Strict-Transport-Security", "max-age=31536000");
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpServletResponse answer = (HttpServletResponse) response;
        headers.forEach(answer::setHeader);
        chain.doFilter(request, response);
    }
}
