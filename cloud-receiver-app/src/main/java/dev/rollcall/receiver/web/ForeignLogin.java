package dev.rollcall.receiver.web;

import dev.rollcall.receiver.config.AccessSettings;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Login by OpenID Connect, where the settings name an identity server. Its groups decide who may do what here. */
final class ForeignLogin {

    private static final String NOT_LET_IN = "not_let_in";

    private final AccessSettings.Oidc settings;

    ForeignLogin(AccessSettings.Oidc settings) {
        this.settings = settings;
    }

    void configure(HttpSecurity http, PersonLogin login) {
        OidcUserService users = new OidcUserService();
        http.oauth2Login(foreign -> foreign.loginPage("/login")
                .userInfoEndpoint(endpoint -> endpoint.oidcUserService(request -> withRole(users, request)))
                .successHandler(login::succeeded)
                .failureHandler(login::failed));
    }

    private OidcUser withRole(OidcUserService users, OidcUserRequest request) {
        OidcUser user = users.loadUser(request);
        String role = role(groups(user.getClaims().get(settings.claim())));
        if (role == null) {
            throw new OAuth2AuthenticationException(new OAuth2Error(NOT_LET_IN));
        }
        String name = user.getEmail() == null ? StandardClaimNames.SUB : StandardClaimNames.EMAIL;
        return new DefaultOidcUser(
                List.of(new SimpleGrantedAuthority(role)), user.getIdToken(), user.getUserInfo(), name);
    }

    private @Nullable String role(Set<String> groups) {
        if (settings.admins().stream().anyMatch(groups::contains)) {
            return "ROLE_ADMIN";
        }
        return settings.readers().stream().anyMatch(groups::contains) ? "ROLE_READER" : null;
    }

    private static Set<String> groups(@Nullable Object claim) {
        if (claim instanceof Collection<?> values) {
            return values.stream().map(String::valueOf).collect(Collectors.toSet());
        }
        return claim == null ? Set.of() : Set.of(claim.toString());
    }
}
