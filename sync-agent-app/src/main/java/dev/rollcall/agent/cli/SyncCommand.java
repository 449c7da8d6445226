package dev.rollcall.agent.cli;

import dev.rollcall.agent.collect.PassResult;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.health.SyncReport;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.agent.wiring.Agent;
import dev.rollcall.agent.wiring.LogFiles;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Reads all devices once and delivers. */
@Command(
        name = "sync",
        mixinStandardHelpOptions = true,
        description = "Reads all devices once and delivers. Exits with 0 only when everything collected is settled.")
final class SyncCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private RootCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        AgentConfig config = root.config();
        LogFiles.into(config.dataDir());
        try (Agent agent = Agent.open(config)) {
            SyncReport report = agent.syncOnce();
            print(report, spec.commandLine().getOut());
            return exitCode(report);
        }
    }

    static int exitCode(SyncReport report) {
        if (report.receiverRefused()) {
            return ExitCode.RECEIVER_REFUSED;
        }
        if (report.deviceRefused()) {
            return ExitCode.DEVICE_REFUSED;
        }
        return report.complete() ? ExitCode.FINE : ExitCode.INCOMPLETE;
    }

    private static void print(SyncReport report, PrintWriter out) {
        for (PassResult pass : report.passes()) {
            PageTally tally = pass.tally();
            out.printf(
                    "%s: %d read (%d new, %d known, %d ignored, %d not understood)%n",
                    pass.device(),
                    tally.read(),
                    tally.journaled(),
                    tally.known(),
                    tally.ignored(),
                    tally.quarantined());
            if (pass.failure() != null) {
                out.printf(
                        "%s: NOT READ TO THE END: %s%n",
                        pass.device(), pass.failure().reason());
            }
        }
        out.printf(
                "receiver: %d delivered, %d waiting, %d rejected%n",
                report.delivery().delivered(), report.waiting(), report.blocked());
        report.delivery().problems().forEach(problem -> out.printf("receiver: %s%n", problem));
        if (report.blocked() > 0) {
            out.println("receiver: 'status' lists the rejected events with reasons");
        }
        if (report.damaged() > 0) {
            out.printf(
                    "journal: %d undelivered events were damaged and set aside; the next pass reads them again%n",
                    report.damaged());
        }
        out.flush();
    }
}
