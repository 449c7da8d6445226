package dev.rollcall.receiver.web;

import dev.rollcall.receiver.security.Person;
import dev.rollcall.receiver.store.StoreFailedException;
import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Lets people in by name and password, for Spring Security's form login. */
final class PasswordProvider implements AuthenticationProvider {

    private final PersonLogin login;

    PasswordProvider(PersonLogin login) {
        this.login = login;
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        String password =
                asked.getCredentials() == null ? "" : asked.getCredentials().toString();
        try {
            Person person = login.admit(asked.getName(), password)
                    .orElseThrow(() -> new BadCredentialsException("name or password is wrong"));
            return UsernamePasswordAuthenticationToken.authenticated(
                    person,
                    null,
                    List.of(new SimpleGrantedAuthority("ROLE_" + person.role().name())));
        } catch (StoreFailedException failed) {
            throw new AuthenticationServiceException("accounts cannot be read", failed);
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
