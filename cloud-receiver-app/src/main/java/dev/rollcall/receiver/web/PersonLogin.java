package dev.rollcall.receiver.web;

import dev.rollcall.receiver.config.AccessSettings;
import dev.rollcall.receiver.security.Accounts;
import dev.rollcall.receiver.security.Actor;
import dev.rollcall.receiver.security.LoginThrottle;
import dev.rollcall.receiver.security.Person;
import dev.rollcall.receiver.store.StoreFailedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/** What happens when people log in, by password or by a foreign identity server. Thread-safe. */
final class PersonLogin {

    private static final Logger log = LoggerFactory.getLogger(PersonLogin.class);
    private static final String BEGAN = "rollcall.began";

    private final Accounts accounts;
    private final LoginThrottle throttle;
    private final Entrance entrance;
    private final AccessSettings.Login settings;
    private final InstantSource clock;

    PersonLogin(
            Accounts accounts,
            LoginThrottle throttle,
            Entrance entrance,
            AccessSettings.Login settings,
            InstantSource clock) {
        this.accounts = accounts;
        this.throttle = throttle;
        this.entrance = entrance;
        this.settings = settings;
        this.clock = clock;
    }

    /** Returns who has this password; empty if nobody has. */
    Optional<Person> admit(String name, String password) {
        return accounts.admit(name, password);
    }

    /** Notes a try; returns how long to wait instead. */
    Optional<Duration> attempt(HttpServletRequest request) {
        return throttle.attempt(name(request), entrance.peers().network(request));
    }

    /** Begins the time of a session, enters it in the audit trail, and leads to the first page. */
    void succeeded(HttpServletRequest request, HttpServletResponse response, Authentication known) throws IOException {
        HttpSession session = request.getSession();
        try {
            entrance.audit().note(Actor.of(known), "LOGIN", entrance.peers().address(request), "DONE", null);
        } catch (StoreFailedException failed) {
            log.error("a login is refused because it could not be entered in the audit trail", failed);
            session.invalidate();
            redirect(request, response, "/login?later");
            return;
        }
        session.setMaxInactiveInterval(
                Math.toIntExact(Math.max(1, settings.idle().toSeconds())));
        session.setAttribute(BEGAN, clock.instant());
        if (known.getPrincipal() instanceof Person person) {
            throttle.succeeded(person.name(), entrance.peers().network(request));
        }
        redirect(request, response, "/");
    }

    /** Enters in the audit trail that somebody was not let in, and leads back. What was typed as a name may be a password. */
    void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        String name = name(request);
        try {
            String actor = !name.isEmpty() && accounts.knows(name) ? name : "unknown name";
            entrance.audit().note(actor, "LOGIN", entrance.peers().address(request), "REFUSED", null);
        } catch (StoreFailedException failed) {
            log.error("a refused login could not be entered in the audit trail", failed);
        }
        boolean later = why instanceof AuthenticationServiceException;
        redirect(request, response, later ? "/login?later" : "/login?wrong");
    }

    /** Enters that somebody left. */
    void left(HttpServletRequest request, Authentication known) {
        entrance.audit().note(Actor.of(known), "LOGOUT", entrance.peers().address(request), "DONE", null);
    }

    /** Tells whether a session's time is not over and its account is as it was. */
    boolean isStillGood(Authentication known, HttpSession session) {
        boolean inTime = session.getAttribute(BEGAN) instanceof Instant began
                && clock.instant().isBefore(began.plus(settings.absolute()));
        return inTime && (!(known.getPrincipal() instanceof Person person) || accounts.isStillGood(person));
    }

    private static String name(HttpServletRequest request) {
        String name = request.getParameter("name");
        return name == null ? "" : name.strip();
    }

    static void redirect(HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
        response.sendRedirect(request.getContextPath() + path);
    }
}
