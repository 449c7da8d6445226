package dev.rollcall.receiver.web;

import dev.rollcall.receiver.config.AccessSettings;
import dev.rollcall.receiver.config.RollcallSettings;
import dev.rollcall.receiver.security.LocalPeer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * Who may ask for what. Programs send a token with each request; people have a session, and what a session changes needs a proof that
 * the page it came from was ours. What no rule names is for administrators.
 */
@Configuration(proxyBeanMethods = false)
class WebSecurity {

    private static final String[] READING_ROLES = {"READER", "ADMIN"};

    /**
     * What terminals post needs nothing of what people and programs need; the secret in its path is all there is to check. It comes
     * far more often than anything else, so that it goes this short way.
     */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain posted(HttpSecurity http) {
        return http.securityMatcher(WebhookController.POSTED)
                .headers(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(AbstractHttpConfigurer::disable)
                .build();
    }

    /** A meter around each filter of each request costs more than the filters do. */
    @Bean
    SecurityObservationSettings withoutMeters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain rules(
            HttpSecurity http,
            Entrance entrance,
            PersonLogin login,
            Refusals refusals,
            ForeignLogin foreign,
            ObjectProvider<ClientRegistrationRepository> identityServers,
            AccessSettings settings,
            RollcallSettings house) {
        http.headers(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(csrf -> FormProof.configure(csrf, house.isReachedByTls()))
                .authenticationProvider(new PasswordProvider(login))
                .formLogin(form -> form.loginPage("/login")
                        .usernameParameter("name")
                        .passwordParameter("password")
                        .successHandler(login::succeeded)
                        .failureHandler(login::failed))
                .logout(logout -> logout.logoutUrl("/logout")
                        .addLogoutHandler((request, response, known) -> {
                            if (known != null) {
                                login.left(request, known);
                            }
                        })
                        .logoutSuccessHandler(
                                (request, response, known) -> PersonLogin.redirect(request, response, "/login?bye")))
                .authorizeHttpRequests(requests -> rules(requests, settings.openOnThisMachine()))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(refusals::unknown).accessDeniedHandler(refusals::denied))
                .addFilterBefore(new RateFilter(entrance.rates()), CsrfFilter.class)
                .addFilterBefore(new PersonFilter(login, entrance.problems()), RateFilter.class)
                .addFilterBefore(new BearerFilter(entrance), PersonFilter.class)
                .addFilterBefore(new ThrottleFilter(login), UsernamePasswordAuthenticationFilter.class);
        if (identityServers.getIfAvailable() != null) {
            foreign.configure(http, login);
        }
        return http.build();
    }

    @Bean
    RequestRejectedHandler rejected(Refusals refusals) {
        return refusals::rejected;
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            boolean openOnThisMachine) {
        requests.requestMatchers("/login/**", "/setup/**", "/rollcall.css", "/error", "/actuator/health/**")
                .permitAll()
                .requestMatchers("/api/attendance/webhook", "/api/attendance/webhook/**")
                .permitAll()
                .requestMatchers("/", "/completeness")
                .access(page(openOnThisMachine))
                .requestMatchers("/openapi.json")
                .authenticated()
                .requestMatchers(
                        HttpMethod.POST,
                        "/api/attendance/backup-sync",
                        "/api/attendance/agents/heartbeat",
                        "/api/attendance/tallies")
                .hasRole("AGENT")
                .requestMatchers(
                        HttpMethod.GET,
                        "/api/attendance/events",
                        "/api/attendance/events.csv",
                        "/api/attendance/completeness",
                        "/api/attendance/completeness.csv",
                        "/api/attendance/statement",
                        "/api/attendance/statement-key",
                        "/api/devices")
                .hasAnyRole(READING_ROLES)
                .requestMatchers("/actuator/**")
                .hasAnyRole(READING_ROLES)
                .anyRequest()
                .hasRole("ADMIN");
    }

    private static AuthorizationManager<RequestAuthorizationContext> page(boolean openOnThisMachine) {
        AuthorizationManager<RequestAuthorizationContext> people =
                AuthorityAuthorizationManager.hasAnyRole(READING_ROLES);
        return openOnThisMachine
                ? (known, context) -> LocalPeer.made(context.getRequest())
                        ? new AuthorizationDecision(true)
                        : people.authorize(known, context)
                : people;
    }
}
