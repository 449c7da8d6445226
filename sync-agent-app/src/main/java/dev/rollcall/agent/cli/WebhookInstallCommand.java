package dev.rollcall.agent.cli;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.command.Order;
import dev.rollcall.agent.command.Outcome;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.slot.HookReport;
import dev.rollcall.agent.slot.HookReport.Device;
import dev.rollcall.agent.slot.HookReport.Result;
import dev.rollcall.agent.slot.PushSlots;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Tells terminals to post to this agent. */
@Command(
        name = "install",
        mixinStandardHelpOptions = true,
        description = {
            "Makes terminals post their events to this agent: reads their listening hosts, writes only the agent's own, reads back, "
                    + "and waits for a real event. A running agent is asked to do it.",
            "The agent remembers it: on every run, and after a restart of the terminal, it sees to it that the address is still there."
        })
final class WebhookInstallCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private WebhookCommand parent;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--device", paramLabel = "NAME", description = "Only this device; may be repeated. Default: all.")
    private List<String> devices = new ArrayList<>();

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description =
                    "This computer's address as the terminals see it. Default: the one that leads to each of them.")
    private @Nullable String address;

    @Option(
            names = "--slot",
            paramLabel = "NUMBER",
            description = "The slot to replace if others hold all of several. Needs --yes and one --device.")
    private @Nullable Integer slot;

    @Option(
            names = "--yes",
            description =
                    "Replaces the address of another system without asking; that system then gets no events any more.")
    private boolean yes;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            description =
                    "How long to wait for a first event, as 30s or 2m; 0s for not at all. Default: commands.pushWait.")
    private @Nullable String wait;

    @Option(names = "--json", description = "Prints JSON for a machine to read.")
    private boolean json;

    private Consent consent = Consent::atTerminal;

    /** Asks somebody else, for tests. */
    void asking(Consent other) {
        consent = other;
    }

    @Override
    public Integer call() {
        AgentConfig config = parent.config();
        Duration patience = check(config);
        if (config.listen() == null) {
            return parent.nothingListens();
        }
        Counter counter = new Counter(config, spec);
        Outcome outcome = counter.hand(new Order.HookInstall(devices, address, replacing()));
        HookReport report = HookReport.parse(outcome.text());
        if (report == null) {
            return counter.print(outcome);
        }
        return print(awaited(counter, consented(counter, report), patience));
    }

    private Duration check(AgentConfig config) {
        Typed typed = new Typed();
        devices.forEach(device -> typed.device(config, device));
        if (slot != null && (!yes || devices.size() != 1)) {
            typed.problem("--slot replaces somebody's address: write --yes and exactly one --device with it.");
        }
        Duration patience = typed.duration("--wait", wait, config.commands().pushWait());
        typed.check(spec);
        return patience;
    }

    private @Nullable String replacing() {
        if (slot != null) {
            return slot.toString();
        }
        return yes ? PushSlots.ONLY : null;
    }

    /** Asks for each terminal whose only slot somebody else holds, and does it where a person agrees. */
    private HookReport consented(Counter counter, HookReport report) {
        List<Device> results = new ArrayList<>();
        for (Device device : report.devices()) {
            boolean only = device.result() == Result.TAKEN && device.slot() != null && !yes;
            boolean agreed = only
                    && !json
                    && consent.to(device.name() + " posts to " + String.join(", ", device.foreign())
                            + ", which would get no events any more. Replace it?");
            HookReport again = agreed
                    ? HookReport.parse(
                            counter.hand(new Order.HookInstall(List.of(device.name()), address, PushSlots.ONLY))
                                    .text())
                    : null;
            results.addAll(again == null ? List.of(device) : again.devices());
        }
        return HookReport.of(results, report.since());
    }

    private HookReport awaited(Counter counter, HookReport report, Duration patience) {
        List<String> set = report.devices().stream()
                .filter(device -> device.result() == Result.SET)
                .map(Device::name)
                .toList();
        if (set.isEmpty() || patience.isZero()) {
            return report;
        }
        PrintWriter err = spec.commandLine().getErr();
        report.devices().forEach(device -> err.println(device.name() + ": " + device.text()));
        err.println("Now let somebody punch at " + String.join(", ", set)
                + " (press a finger, show a card or a face). Waiting up to " + patience.toSeconds()
                + " s for an event.");
        err.flush();
        HookReport seen = HookReport.parse(counter.hand(new Order.HookAwait(set, report.since(), patience.toMillis()))
                .text());
        return seen == null ? report : merged(report, seen);
    }

    private static HookReport merged(HookReport report, HookReport seen) {
        return HookReport.of(
                report.devices().stream()
                        .map(device -> seen.devices().stream()
                                .filter(after -> after.name().equals(device.name()))
                                .findFirst()
                                .map(after -> new Device(
                                        device.name(),
                                        after.result(),
                                        device.target(),
                                        device.slot(),
                                        device.foreign(),
                                        device.text() + "; " + after.text(),
                                        after.exitCode()))
                                .orElse(device))
                        .toList(),
                report.since());
    }

    private int print(HookReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(report.json());
        } else {
            report.devices().forEach(device -> out.println(device.name() + ": " + text(device)));
        }
        out.flush();
        return report.devices().isEmpty() ? ExitCode.WRONG_USAGE : report.exitCode();
    }

    private static String text(Device device) {
        return device.result() == Result.SET ? device.text() + "; that events come was not seen yet" : device.text();
    }
}
