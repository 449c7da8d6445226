package dev.rollcall.agent.cli;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.wiring.Rehearsal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Goes through the motions, for the start scripts to keep what Java loads by that. */
@Command(
        name = "rehearse",
        hidden = true,
        description =
                "Runs for a moment with nobody to talk to: the start scripts make their archive of classes by it.")
final class RehearseCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        Rehearsal.perform();
        return ExitCode.FINE;
    }
}
