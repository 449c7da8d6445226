package dev.rollcall.receiver.cli;

import dev.rollcall.receiver.security.Actor;
import dev.rollcall.receiver.store.Account;
import dev.rollcall.receiver.store.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Makes, lists and removes the accounts of people. */
@CommandLine.Command(
        name = "user",
        mixinStandardHelpOptions = true,
        description = "Makes, lists and removes the accounts of people who log in. Passwords are typed, or come by"
                + " standard input; they are never arguments.")
final class UserCommand implements Runnable {

    private final Terminal terminal;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    UserCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        throw wrong("Say what to do: user add, list, password or remove");
    }

    @CommandLine.Command(name = "add", mixinStandardHelpOptions = true, description = "Makes an account.")
    int add(
            @CommandLine.Option(
                            names = "--role",
                            required = true,
                            description = "reader (sees everything) or admin (also the audit trail, and more later)")
                    String role,
            @CommandLine.Parameters(paramLabel = "NAME", description = "what the person types to log in") String name) {
        Role chosen = role(role);
        return terminal.with(session -> {
            String password = password(session, name);
            if (password == null) {
                return 2;
            }
            if (!session.accounts().add(name, password, chosen, actor())) {
                terminal.say("rollcall: there is a user '" + name + "' already; to change the password: user password "
                        + name);
                return 1;
            }
            terminal.say("Made user '" + name + "' (" + role + ").");
            return 0;
        });
    }

    @CommandLine.Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all accounts.")
    int list() {
        return terminal.with(session -> {
            List<Account> accounts = session.accounts().all();
            accounts.forEach(account -> terminal.answer(String.join(
                    "\t",
                    account.name(),
                    account.role().name().toLowerCase(Locale.ROOT),
                    "made " + account.createdAt(),
                    "changed " + account.changedAt())));
            if (accounts.isEmpty()) {
                terminal.say("There is no user yet. Make one: user add --role admin NAME");
            }
            return 0;
        });
    }

    @CommandLine.Command(
            name = "password",
            mixinStandardHelpOptions = true,
            description = "Gives an account another password and ends its sessions.")
    int password(@CommandLine.Parameters(paramLabel = "NAME", description = "whose") String name) {
        return terminal.with(session -> {
            String password = password(session, name);
            if (password == null) {
                return 2;
            }
            return done(session.accounts().password(name, password, actor()), name, "has another password now");
        });
    }

    @CommandLine.Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Removes an account and ends its sessions.")
    int remove(@CommandLine.Parameters(paramLabel = "NAME", description = "whose") String name) {
        return terminal.with(session -> done(session.accounts().remove(name, actor()), name, "is removed"));
    }

    private int done(boolean done, String name, String what) {
        terminal.say(
                done
                        ? "User '" + name + "' " + what + "; open sessions are over."
                        : "rollcall: there is no user '" + name + "'; see: user list");
        return done ? 0 : 1;
    }

    private @Nullable String password(Session session, String name) {
        String password = terminal.password();
        if (password == null) {
            terminal.say("rollcall: no password was typed, or not twice the same");
            return null;
        }
        Optional<String> objection = session.accounts().objection(name, password);
        objection.ifPresent(why -> terminal.say("rollcall: " + why));
        return objection.isPresent() ? null : password;
    }

    private static String actor() {
        return Actor.atCommandLine(System.getProperty("user.name"));
    }

    private Role role(String text) {
        return switch (text) {
            case "reader" -> Role.READER;
            case "admin" -> Role.ADMIN;
            default -> throw wrong("Role '" + text + "' is none of reader, admin");
        };
    }

    private CommandLine.ParameterException wrong(String message) {
        return WrongUsage.of(spec, message);
    }
}
