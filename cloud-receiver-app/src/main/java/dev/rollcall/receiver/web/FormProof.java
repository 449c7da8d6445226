package dev.rollcall.receiver.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Which requests must prove that they come from our own page: those that change something in the name of a session or begin one. The
 * proof is kept in a cookie, so that a stranger's visit leaves nothing in memory.
 */
final class FormProof {

    private static final Set<String> CHANGE_NOTHING = Set.of("GET", "HEAD", "OPTIONS");
    private static final RequestMatcher FOR_PROGRAMS = PathPatternRequestMatcher.pathPattern("/api/**");

    private FormProof() {}

    static void configure(CsrfConfigurer<HttpSecurity> csrf, boolean byTls) {
        CookieCsrfTokenRepository repository = new CookieCsrfTokenRepository();
        repository.setCookieName("rollcall-form");
        repository.setCookieCustomizer(cookie -> {
            cookie.httpOnly(true).sameSite("Strict");
            if (byTls) {
                cookie.secure(true);
            }
        });
        csrf.csrfTokenRepository(repository).requireCsrfProtectionMatcher(FormProof::isNeeded);
    }

    private static boolean isNeeded(HttpServletRequest request) {
        boolean byToken = request.getHeader("Authorization") != null || request.getSession(false) == null;
        boolean bySession = !(byToken && FOR_PROGRAMS.matches(request));
        return bySession && !CHANGE_NOTHING.contains(request.getMethod());
    }
}
