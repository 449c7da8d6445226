package dev.rollcall.receiver.wiring;

import dev.rollcall.receiver.config.AccessSettings;
import dev.rollcall.receiver.config.RollcallSettings;
import dev.rollcall.receiver.jdbc.Database;
import dev.rollcall.receiver.jdbc.DatabaseSettings;
import dev.rollcall.receiver.jdbc.JdbcStore;
import dev.rollcall.receiver.security.Accounts;
import dev.rollcall.receiver.security.Actor;
import dev.rollcall.receiver.security.Passwords;
import dev.rollcall.receiver.security.Tokens;
import dev.rollcall.receiver.store.Store;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Builds the parts that the web server and the subcommands share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RollcallSettings.class, AccessSettings.class})
public class StoreWiring {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    Database database(RollcallSettings settings, Environment environment) {
        RollcallSettings.Connections connections = settings.database();
        return Database.open(new DatabaseSettings(
                settings.dataDir(),
                url(environment),
                environment.getProperty("spring.datasource.username"),
                environment.getProperty("spring.datasource.password"),
                connections.connections(),
                new DatabaseSettings.Waiting(
                        connections.connectionTimeout(), connections.lockTimeout(), connections.statementTimeout())));
    }

    @Bean
    Store store(Database database, InstantSource clock, RollcallSettings settings) {
        return JdbcStore.in(database, clock.instant(), settings.database().store());
    }

    @Bean
    Tokens tokens(Store store, InstantSource clock) {
        return new Tokens(store, clock, new SecureRandom(), Actor.atCommandLine(System.getProperty("user.name")));
    }

    @Bean
    Accounts accounts(Store store, InstantSource clock, AccessSettings settings) {
        return new Accounts(store, clock, new Passwords(settings.login()));
    }

    private static @Nullable String url(Environment environment) {
        String url = environment.getProperty("spring.datasource.url");
        if (url == null || url.isBlank()) {
            return null;
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "spring.datasource.url must begin with jdbc:postgresql: ; leave it out for"
                            + " the embedded SQLite file in rollcall.data-dir");
        }
        return url;
    }
}
