package dev.rollcall.receiver.web;

import dev.rollcall.receiver.security.TokenDoor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may ask for what. No session and no cookie exists, so there is nothing that a foreign page could ride on. */
@Configuration(proxyBeanMethods = false)
class WebSecurity {

    private static final String CONTENT_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain rules(HttpSecurity http, TokenDoor door, ProblemWriter problems) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(anonymous -> {})
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .frameOptions(FrameOptionsConfig::deny)
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/api/attendance/webhook", "/api/attendance/webhook/**")
                        .permitAll()
                        .requestMatchers(
                                HttpMethod.POST, "/api/attendance/backup-sync", "/api/attendance/agents/heartbeat")
                        .hasRole("AGENT")
                        .requestMatchers(HttpMethod.GET, "/api/attendance/events", "/api/devices")
                        .hasAnyRole("READER", "ADMIN")
                        .requestMatchers("/api/**")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (request, response, why) -> problems.write(response, Problems.tokenMissing()))
                        .accessDeniedHandler(
                                (request, response, why) -> problems.write(response, Problems.roleNotAllowed())))
                .addFilterBefore(new BearerFilter(door, problems), AuthorizationFilter.class)
                .build();
    }
}
