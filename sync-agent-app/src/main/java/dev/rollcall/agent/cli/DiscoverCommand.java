package dev.rollcall.agent.cli;

import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.discover.Discovered;
import dev.rollcall.agent.discover.Search.How;
import dev.rollcall.agent.health.Json;
import dev.rollcall.agent.wiring.Lan;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Finds terminals on the local network. */
@Command(
        name = "discover",
        mixinStandardHelpOptions = true,
        description =
                "Asks the local network which terminals are there (SADP), without address or password, and says which of them are "
                        + "configured. Changes nothing. Works without a configuration and beside a running agent.")
final class DiscoverCommand implements Callable<Integer> {

    private static final int SADP = 37_020;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private RootCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--interface", paramLabel = "NAME", description = "Only this network interface, such as eth0.")
    private @Nullable String interfaceName;

    @Option(names = "--wait", paramLabel = "DURATION", description = "How long to gather answers. Default: 5s.")
    private @Nullable String wait;

    @Option(names = "--port", paramLabel = "PORT", description = "The UDP port of the terminals. Default: 37020.")
    private int port = SADP;

    @Option(names = "--json", description = "Prints JSON for a machine to read.")
    private boolean json;

    @Override
    public Integer call() {
        Typed typed = new Typed();
        Duration time = typed.duration("--wait", wait, Duration.ofSeconds(5));
        if (port < 1 || port > 65_535 || time.isZero() || time.compareTo(Duration.ofHours(1)) > 0) {
            typed.problem("--port is 1 to 65535, --wait more than nothing and at most 1h.");
        }
        typed.check(spec);
        AgentConfig config = root.isConfigured() ? root.config() : null;
        Discovered found;
        try {
            found = new Lan().discover(new How(interfaceName, time, port), config);
        } catch (SourceException unusable) {
            spec.commandLine().getErr().println(unusable.reason());
            return unusable.kind() == SourceException.Kind.INVALID_REQUEST ? ExitCode.WRONG_USAGE : ExitCode.INCOMPLETE;
        }
        return print(found);
    }

    private int print(Discovered found) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(Json.of(found));
        } else if (!found.devices().isEmpty()) {
            out.print(found.text());
        }
        out.flush();
        if (found.devices().isEmpty()) {
            spec.commandLine().getErr().println(why(found));
            return ExitCode.INCOMPLETE;
        }
        return ExitCode.FINE;
    }

    private static String why(Discovered found) {
        String asked = found.interfaces().isEmpty()
                ? "no network interface of this computer takes multicast"
                : "asked on " + String.join(", ", found.interfaces());
        return String.join(
                System.lineSeparator(),
                "No terminal answered (" + asked + "). That does not mean that there is none:",
                "- The question does not pass routers: ask from a computer in the terminals' own network segment (and VLAN).",
                "- A firewall may hold it up: let UDP port 37020 in and out, multicast group 239.255.255.250.",
                "- Switches and access points may hold multicast back; a container needs the host's network.",
                "- With several network cards, choose one: --interface NAME.",
                "- A terminal may have its search (SADP) switched off. Its address stands in its own menu under network; "
                        + "write that into the configuration.");
    }
}
