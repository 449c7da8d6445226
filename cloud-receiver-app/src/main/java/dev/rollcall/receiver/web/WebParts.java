package dev.rollcall.receiver.web;

import dev.rollcall.receiver.config.AccessSettings;
import dev.rollcall.receiver.config.RollcallSettings;
import dev.rollcall.receiver.security.Accounts;
import dev.rollcall.receiver.security.Audit;
import dev.rollcall.receiver.security.LoginThrottle;
import dev.rollcall.receiver.security.Peers;
import dev.rollcall.receiver.security.TokenDoor;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts together what stands in front of the handlers. */
@Configuration(proxyBeanMethods = false)
class WebParts {

    @Bean
    FilterRegistrationBean<AnswerHeaders> answerHeaders(Version version, RollcallSettings settings) {
        FilterRegistrationBean<AnswerHeaders> registration =
                new FilterRegistrationBean<>(new AnswerHeaders(version, settings));
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    Entrance entrance(TokenDoor door, Peers peers, Audit audit, ProblemWriter problems, AccessSettings settings) {
        Rates rates = new Rates(settings.rate(), System::nanoTime, peers, problems);
        return new Entrance(door, peers, rates, audit, problems);
    }

    @Bean
    PersonLogin personLogin(Accounts accounts, Entrance entrance, AccessSettings settings, InstantSource clock) {
        LoginThrottle throttle = new LoginThrottle(settings.login(), System::nanoTime);
        return new PersonLogin(accounts, throttle, entrance, settings.login(), clock);
    }

    @Bean
    Refusals refusals(Entrance entrance) {
        return new Refusals(entrance);
    }

    @Bean
    ForeignLogin foreignLogin(AccessSettings settings) {
        return new ForeignLogin(settings.oidc());
    }

    /** The same under {@code java -jar} and deployed, where nobody reads the settings of the embedded server. */
    @Bean
    ServletContextInitializer sessionCookie(RollcallSettings settings) {
        return context -> {
            SessionCookieConfig cookie = context.getSessionCookieConfig();
            cookie.setName("rollcall-session");
            cookie.setHttpOnly(true);
            cookie.setSecure(settings.isReachedByTls());
            // Not Strict: coming back from an identity server is a step from another site.
            cookie.setAttribute("SameSite", "Lax");
            context.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
        };
    }
}
