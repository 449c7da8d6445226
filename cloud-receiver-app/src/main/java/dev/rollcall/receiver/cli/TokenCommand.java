package dev.rollcall.receiver.cli;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.ingest.Storable;
import dev.rollcall.receiver.security.Secret;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.store.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine;

/** Makes, lists and revokes tokens. */
@CommandLine.Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Makes, lists, replaces and revokes the tokens of agents, readers and administrators.")
final class TokenCommand implements Runnable {

    private final Terminal terminal;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    TokenCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        throw wrong("Say what to do: token add, list, rotate or revoke");
    }

    @CommandLine.Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Makes a token and prints its secret, once and alone, on standard output.")
    int add(
            @CommandLine.Option(
                            names = "--role",
                            required = true,
                            description = "agent (sends), reader (reads) or admin (reads, and more later)")
                    String role,
            @CommandLine.Option(
                            names = "--device",
                            description = "limits an agent to this device; may be repeated. Without it the agent may"
                                    + " introduce new devices. Only for agents: readers and admins see all devices")
                    @Nullable List<String> devices,
            @CommandLine.Option(
                            names = "--valid-for",
                            description = "after how long it ends by itself, for example 90d; without it it does not")
                    @Nullable String validFor,
            @CommandLine.Parameters(paramLabel = "NAME", description = "what you will know it by") String name) {
        Role chosen = role(role);
        if (devices != null && chosen != Role.AGENT) {
            throw wrong("--device limits agents only: a token of role '" + role
                    + "' reads all devices. Leave --device out, or give whoever asks what he may see yourself");
        }
        Duration validity = validFor == null ? null : duration(validFor);
        List<DeviceKey> keys = devices == null
                ? List.of()
                : devices.stream().map(DeviceKey::fromSerialNumber).toList();
        return terminal.with(session -> {
            Secret secret = session.tokens().add(chosen, Storable.cleaned(name), keys, validity);
            terminal.answer(secret.reveal());
            terminal.say("This is the secret of token '" + name + "' (" + role
                    + "). It is shown once; only its hash is kept.");
            return 0;
        });
    }

    @CommandLine.Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all tokens.")
    int list() {
        return terminal.with(session -> {
            Map<Integer, String> keys = session
                    .store()
                    .read(unit -> unit.devices().all())
                    .stream()
                    .collect(Collectors.toMap(Device::id, device -> device.key().value()));
            List<Token> tokens = session.tokens().all();
            Instant now = session.clock().instant();
            tokens.forEach(token -> terminal.answer(line(token, keys, now)));
            if (tokens.isEmpty()) {
                terminal.say("There is no token yet. Make one: token add --role agent NAME");
            }
            return 0;
        });
    }

    @CommandLine.Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Revokes a token; requests with it are refused from now on.")
    int revoke(
            @CommandLine.Parameters(paramLabel = "NAME", description = "its name, or its number in the list")
                    String nameOrNumber) {
        return terminal.with(session -> {
            List<Token> revoked = session.tokens().revoke(nameOrNumber);
            revoked.forEach(token -> terminal.say("Revoked token " + token.id() + " '" + token.name() + "'."));
            if (revoked.isEmpty()) {
                terminal.say("rollcall: there is no good token '" + nameOrNumber + "'; see: token list");
                return 1;
            }
            return 0;
        });
    }

    @CommandLine.Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = "Makes a token in the place of one and prints its secret, once and alone, on standard output."
                    + " The replaced one goes on for a while; what was replaced before ends at once.")
    int rotate(
            @CommandLine.Option(
                            names = "--overlap",
                            defaultValue = "7d",
                            description =
                                    "how long the replaced one goes on, for example 24h; by default ${DEFAULT-VALUE}")
                    String overlap,
            @CommandLine.Parameters(paramLabel = "NAME", description = "its name, or its number in the list")
                    String nameOrNumber) {
        Duration goesOn = duration(overlap);
        return terminal.with(session -> {
            Optional<Secret> secret = session.tokens().rotate(nameOrNumber, goesOn);
            secret.ifPresent(made -> terminal.answer(made.reveal()));
            terminal.say(
                    secret.isPresent()
                            ? "This is the new secret of '" + nameOrNumber
                                    + "'. It is shown once. The one before is good until "
                                    + session.clock().instant().plus(goesOn) + "."
                            : "rollcall: there is no good token '" + nameOrNumber + "'; see: token list");
            return secret.isPresent() ? 0 : 1;
        });
    }

    private Duration duration(String text) {
        try {
            Duration duration = DurationStyle.detectAndParse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (IllegalArgumentException unreadable) {
            // Said below, for both reasons alike.
        }
        throw wrong("Duration '" + text + "' is not understood; write it like 90d, 24h or 30m");
    }

    private CommandLine.ParameterException wrong(String message) {
        return WrongUsage.of(spec, message);
    }

    private Role role(String text) {
        for (Role role : List.of(Role.AGENT, Role.READER, Role.ADMIN)) {
            if (role.name().toLowerCase(Locale.ROOT).equals(text)) {
                return role;
            }
        }
        throw wrong("Role '" + text + "' is none of agent, reader, admin");
    }

    private static String state(Token token, Instant now) {
        if (token.revokedAt() != null) {
            return "revoked " + token.revokedAt();
        }
        if (token.expiresAt() == null) {
            return "good";
        }
        return (token.isGood(now) ? "good until " : "over since ") + token.expiresAt();
    }

    private static String line(Token token, Map<Integer, String> keys, Instant now) {
        boolean seesAll = token.role() == Role.READER || token.role() == Role.ADMIN;
        String devices = seesAll
                ? ""
                : token.devices().stream()
                        .map(id -> keys.getOrDefault(id, "?"))
                        .sorted()
                        .collect(Collectors.joining(","));
        return String.join(
                "\t",
                Long.toString(token.id()),
                token.role() == Role.HOOK ? "webhook" : token.role().name().toLowerCase(Locale.ROOT),
                token.name(),
                devices.isEmpty() ? "all devices" : devices,
                state(token, now),
                token.lastUsed() == null ? "-" : "used " + token.lastUsed());
    }
}
