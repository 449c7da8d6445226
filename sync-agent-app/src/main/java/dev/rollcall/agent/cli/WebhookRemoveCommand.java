package dev.rollcall.agent.cli;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.command.Order;
import dev.rollcall.agent.command.Outcome;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.slot.HookReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Takes back what {@code webhook install} did. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description =
                "Frees the slot in which terminals keep this agent's address; slots of others stay as they are. They are read by "
                        + "schedule from then on. A running agent is asked to do it.")
final class WebhookRemoveCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private WebhookCommand parent;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--device", paramLabel = "NAME", description = "Only this device; may be repeated. Default: all.")
    private List<String> devices = new ArrayList<>();

    @Option(names = "--json", description = "Prints JSON for a machine to read.")
    private boolean json;

    @Override
    public Integer call() {
        AgentConfig config = parent.config();
        Typed typed = new Typed();
        devices.forEach(device -> typed.device(config, device));
        typed.check(spec);
        if (config.listen() == null) {
            return parent.nothingListens();
        }
        Counter counter = new Counter(config, spec);
        Outcome outcome = counter.hand(new Order.HookRemove(devices));
        HookReport report = HookReport.parse(outcome.text());
        if (report == null || json) {
            return counter.print(outcome);
        }
        report.devices().forEach(device -> spec.commandLine().getOut().println(device.name() + ": " + device.text()));
        spec.commandLine().getOut().flush();
        return report.devices().isEmpty() ? ExitCode.WRONG_USAGE : report.exitCode();
    }
}
