package dev.rollcall.receiver.web;

import dev.rollcall.receiver.store.StoreFailedException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends sessions whose time is over, and those of accounts that were changed or removed since; each request asks anew. */
final class PersonFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(PersonFilter.class);

    private final PersonLogin login;
    private final ProblemWriter problems;

    PersonFilter(PersonLogin login, ProblemWriter problems) {
        this.login = login;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader("Authorization") != null || request.getSession(false) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            endWhatIsOver(request.getSession(false));
        } catch (StoreFailedException failed) {
            log.error("an account could not be looked up because the database failed", failed);
            problems.write(response, Problems.storeFailed());
            return;
        }
        chain.doFilter(request, response);
    }

    private void endWhatIsOver(HttpSession session) {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        if (known != null && !login.isStillGood(known, session)) {
            session.invalidate();
            SecurityContextHolder.clearContext();
        }
    }
}
