package dev.rollcall.receiver.security;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** Says in the audit trail who did something. */
public final class Actor {

    private Actor() {}

    /** Returns who is logged in or whose token was sent. */
    public static String of(@Nullable Authentication authentication) {
        Object principal = authentication == null ? null : authentication.getPrincipal();
        if (principal instanceof Grant grant) {
            return "token " + grant.token() + " '" + grant.name() + "'";
        }
        if (principal instanceof Principal person) {
            return person.getName();
        }
        return authentication == null ? "nobody" : authentication.getName();
    }

    /** Returns who runs a subcommand. */
    public static String atCommandLine(@Nullable String user) {
        return "command line of " + (user == null ? "?" : user);
    }
}
