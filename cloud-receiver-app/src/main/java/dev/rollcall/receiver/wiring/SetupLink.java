package dev.rollcall.receiver.wiring;

import dev.rollcall.receiver.config.AccessSettings;
import dev.rollcall.receiver.config.RollcallSettings;
import dev.rollcall.receiver.security.Accounts;
import dev.rollcall.receiver.security.Secret;
import java.security.SecureRandom;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Prints, once it serves and while nobody is an administrator, the link that makes the first one. */
final class SetupLink {

    private final Accounts accounts;
    private final RollcallSettings settings;
    private final AccessSettings access;
    private final Environment environment;

    SetupLink(Accounts accounts, RollcallSettings settings, AccessSettings access, Environment environment) {
        this.accounts = accounts;
        this.settings = settings;
        this.access = access;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    public void printIfNeeded() {
        if (!access.oidc().admins().isEmpty() || !accounts.lackAdministrator()) {
            return;
        }
        Secret secret = Secret.forSetup(new SecureRandom());
        accounts.allowSetup(secret, access.login().setupLink());
        // Not logged: a log is kept and copied, and this is a secret until it is used.
        System.out.println(
                "There is no administrator yet. Open this link to become the first one; it is good once, for "
                        + access.login().setupLink().toHours() + " hours (a restart prints a new one):");
        System.out.println(base() + "/setup/" + secret.reveal());
    }

    private String base() {
        if (settings.publicUrl() != null) {
            return settings.publicUrl().toString().replaceAll("/+$", "");
        }
        String port = environment.getProperty("local.server.port", "");
        String path = environment.getProperty("server.servlet.context-path", "");
        return port.isEmpty() ? path : "http://localhost:" + port + path;
    }
}
