package dev.rollcall.receiver.cli;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.ingest.Storable;
import dev.rollcall.receiver.security.Secret;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.store.Token;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Makes, lists and revokes tokens. */
@CommandLine.Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Makes, lists and revokes the tokens of agents, readers and administrators.")
final class TokenCommand implements Runnable {

    private final Terminal terminal;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    TokenCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do: token add, list or revoke");
        }
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
                                    + " introduce new devices")
                    @Nullable List<String> devices,
            @CommandLine.Parameters(paramLabel = "NAME", description = "what you will know it by") String name) {
        Role chosen = role(role);
        List<DeviceKey> keys = devices == null
                ? List.of()
                : devices.stream().map(DeviceKey::fromSerialNumber).toList();
        return terminal.with(session -> {
            Secret secret = session.tokens().add(chosen, Storable.cleaned(name), keys);
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
            tokens.forEach(token -> terminal.answer(line(token, keys)));
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

    private Role role(String text) {
        for (Role role : List.of(Role.AGENT, Role.READER, Role.ADMIN)) {
            if (role.name().toLowerCase(Locale.ROOT).equals(text)) {
                return role;
            }
        }
        if (spec == null) {
            throw new IllegalStateException("picocli did not hand over its description of this command");
        }
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Role '" + text + "' is none of agent, reader, admin");
    }

    private static String line(Token token, Map<Integer, String> keys) {
        String devices = token.devices().stream()
                .map(id -> keys.getOrDefault(id, "?"))
                .sorted()
                .collect(Collectors.joining(","));
        String state = token.revokedAt() == null ? "good" : "revoked " + token.revokedAt();
        return String.join(
                "\t",
                Long.toString(token.id()),
                token.role() == Role.HOOK ? "webhook" : token.role().name().toLowerCase(Locale.ROOT),
                token.name(),
                devices.isEmpty() ? "all devices" : devices,
                state,
                token.lastUsed() == null ? "-" : "used " + token.lastUsed());
    }
}
