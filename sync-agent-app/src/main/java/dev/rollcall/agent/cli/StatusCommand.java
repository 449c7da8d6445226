package dev.rollcall.agent.cli;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.health.Json;
import dev.rollcall.agent.wiring.View;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows the agent's state. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description =
                "Says in its first line whether the agent works, then how each terminal, the receiver and the schedule "
                        + "stand. Works beside a running agent.")
final class StatusCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private RootCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--details", description = "Tells everything that is known, terminal by terminal.")
    private boolean details;

    @Option(names = "--json", description = "Prints JSON for a machine to read.")
    private boolean json;

    @Override
    public Integer call() {
        View view = new View(root.config());
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? Json.of(view.status()) : root.shown(view.statusText(details)));
        out.flush();
        return ExitCode.FINE;
    }
}
