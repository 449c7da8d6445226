package dev.rollcall.agent.cli;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.health.Json;
import dev.rollcall.agent.wiring.View;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Where terminals post to. */
@Command(
        name = "webhook",
        mixinStandardHelpOptions = true,
        description = "Shows the address that each terminal is to post its events to, tells them, and takes that back.",
        subcommands = {WebhookCommand.ShowCommand.class, WebhookInstallCommand.class, WebhookRemoveCommand.class})
final class WebhookCommand implements Runnable {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private RootCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: webhook show, webhook install or webhook remove.");
    }

    AgentConfig config() {
        return root.config();
    }

    /** Says that there is no listener; returns the exit code. */
    int nothingListens() {
        spec.commandLine()
                .getErr()
                .println(
                        "Nothing listens: write listen.port into the configuration, for example 8099, and start the agent.");
        return ExitCode.WRONG_USAGE;
    }

    /** Shows. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Prints the address of the listener for each terminal, secret included: to be entered in the "
                    + "terminal (HTTP listening). Works beside a running agent.")
    static final class ShowCommand implements Callable<Integer> {

        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set by picocli
        private WebhookCommand parent;

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Option(names = "--json", description = "Prints JSON for a machine to read.")
        private boolean json;

        @Override
        public Integer call() {
            AgentConfig config = parent.config();
            AgentConfig.Listen listen = config.listen();
            PrintWriter err = spec.commandLine().getErr();
            if (listen == null) {
                return parent.nothingListens();
            }
            Map<String, String> paths = new TreeMap<>(new View(config).pushPaths());
            if (paths.isEmpty()) {
                err.println(
                        "The addresses are made when the agent is first started: start it ('run' or 'sync'), then ask again.");
                return ExitCode.INCOMPLETE;
            }
            show(spec.commandLine().getOut(), listen, paths);
            return ExitCode.FINE;
        }

        private void show(PrintWriter out, AgentConfig.Listen listen, Map<String, String> paths) {
            if (json) {
                out.print(Json.of(Map.of("port", listen.port(), "paths", paths)));
            } else {
                out.println(
                        "Enter in each terminal (HTTP listening): protocol HTTP, this computer's IP address on its network, port "
                                + listen.port() + ", and as URL:");
                paths.forEach((name, path) -> out.println(name + "  " + path));
            }
            out.flush();
        }
    }
}
