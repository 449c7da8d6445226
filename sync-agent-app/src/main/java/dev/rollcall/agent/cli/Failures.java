package dev.rollcall.agent.cli;

import dev.rollcall.agent.config.InvalidConfigException;
import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.wiring.AgentBrokenException;
import dev.rollcall.agent.wiring.AgentBusyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what ends a command into a message and an exit code. */
final class Failures implements IExecutionExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    @Override
    public int handleExecutionException(Exception failed, CommandLine command, ParseResult parsed) {
        if (failed instanceof InvalidConfigException) {
            command.getErr().println(failed.getMessage());
            return ExitCode.WRONG_USAGE;
        }
        if (failed instanceof AgentBusyException
                || failed instanceof AgentBrokenException
                || failed instanceof JournalException) {
            command.getErr().println(failed.getMessage());
            log.debug("Details", failed);
            return ExitCode.INCOMPLETE;
        }
        log.error("Unexpected failure. This is a fault of this program: please report it with this log.", failed);
        return ExitCode.INCOMPLETE;
    }
}
