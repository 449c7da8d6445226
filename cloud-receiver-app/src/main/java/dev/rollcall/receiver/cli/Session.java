package dev.rollcall.receiver.cli;

import dev.rollcall.receiver.config.RollcallSettings;
import dev.rollcall.receiver.jdbc.Database;
import dev.rollcall.receiver.security.Accounts;
import dev.rollcall.receiver.security.Tokens;
import dev.rollcall.receiver.store.Store;
import java.time.InstantSource;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/** The open parts a subcommand works with. */
final class Session {

    private final ApplicationContext context;

    Session(ApplicationContext context) {
        this.context = context;
    }

    Store store() {
        return context.getBean(Store.class);
    }

    Tokens tokens() {
        return context.getBean(Tokens.class);
    }

    Database database() {
        return context.getBean(Database.class);
    }

    Accounts accounts() {
        return context.getBean(Accounts.class);
    }

    ConfigurableEnvironment environment() {
        return (ConfigurableEnvironment) context.getEnvironment();
    }

    RollcallSettings settings() {
        return context.getBean(RollcallSettings.class);
    }

    InstantSource clock() {
        return context.getBean(InstantSource.class);
    }
}
