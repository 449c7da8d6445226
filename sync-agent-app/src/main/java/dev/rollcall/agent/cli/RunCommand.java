package dev.rollcall.agent.cli;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.wiring.Agent;
import dev.rollcall.agent.wiring.LogFiles;
import dev.rollcall.agent.wiring.Shutdown;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Works until it is told to stop. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Reads at once and then by schedule, delivers continuously, until stopped (SIGTERM, Ctrl+C).")
final class RunCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private RootCommand root;

    @Override
    public Integer call() {
        AgentConfig config = root.config();
        LogFiles.into(config);
        Agent agent = Agent.openToRun(config);
        Shutdown.closeAtEnd(agent, config.timeouts().stop());
        agent.run();
        return ExitCode.FINE;
    }
}
