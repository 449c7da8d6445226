package dev.rollcall.receiver.web;

import dev.rollcall.receiver.security.Actor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Answers requests that are not let in: people at the first page are led to the login, everybody else gets a problem. */
final class Refusals {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);
    private static final RequestMatcher PAGES = new OrRequestMatcher(
            PathPatternRequestMatcher.pathPattern(HttpMethod.GET, "/"),
            PathPatternRequestMatcher.pathPattern(HttpMethod.GET, "/completeness"));
    private static final RequestMatcher LOGIN = PathPatternRequestMatcher.pathPattern("/login");

    private final Entrance entrance;
    private final ProblemWriter problems;

    Refusals(Entrance entrance) {
        this.entrance = entrance;
        this.problems = entrance.problems();
    }

    /** Nobody known asks for something that is not for everybody. */
    void unknown(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (PAGES.matches(request)) {
            PersonLogin.redirect(request, response, "/login");
            return;
        }
        problems.write(response, Problems.tokenMissing());
    }

    /** Somebody known asks for something that is not for her, or a page is too old. */
    void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        if (!(why instanceof CsrfException)) {
            String who = Actor.of(SecurityContextHolder.getContext().getAuthentication());
            entrance.audit().noteRefusal(who, "ACCESS", request.getMethod() + " " + request.getServletPath());
            problems.write(response, Problems.roleNotAllowed());
        } else if (LOGIN.matches(request)) {
            PersonLogin.redirect(request, response, "/login?again");
        } else {
            problems.write(response, AccessProblems.formExpired());
        }
    }

    /** The firewall turns a request away before anything reads it. */
    void rejected(HttpServletRequest request, HttpServletResponse response, RequestRejectedException why)
            throws IOException {
        log.debug("a request is answered with 400", why);
        problems.write(response, AccessProblems.notAcceptable(400));
    }
}
