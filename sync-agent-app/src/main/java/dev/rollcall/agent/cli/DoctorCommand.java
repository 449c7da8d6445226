package dev.rollcall.agent.cli;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.health.Finding;
import dev.rollcall.agent.health.Finding.Verdict;
import dev.rollcall.agent.wiring.Agent;
import dev.rollcall.agent.wiring.LogFiles;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Looks for what is wrong. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Asks each device and the receiver whether all is well, and says what to do where it is not.")
final class DoctorCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private RootCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--retry",
            paramLabel = "DEVICE",
            description = "Lets the password of this device be tried again, after you have corrected it.")
    private @Nullable String retry;

    @Override
    public Integer call() {
        AgentConfig config = root.config();
        DeviceConfig device = retry == null ? null : named(config, retry);
        LogFiles.into(config.dataDir());
        Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        try (Agent agent = Agent.open(config)) {
            if (device != null) {
                agent.retryPassword(device);
            }
            PrintWriter out = spec.commandLine().getOut();
            config.warnings().forEach(warning -> print(new Finding("configuration", Verdict.WARNING, warning), out));
            agent.doctor().examine(finding -> {
                verdicts.add(finding.verdict());
                print(finding, out);
            });
        }
        return exitCode(verdicts);
    }

    private DeviceConfig named(AgentConfig config, String name) {
        return config.devices().stream()
                .filter(device -> device.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "No device is called '" + name + "'. The configuration has: "
                                + config.devices().stream()
                                        .map(DeviceConfig::name)
                                        .collect(Collectors.joining(", "))));
    }

    private static void print(Finding finding, PrintWriter out) {
        String mark = switch (finding.verdict()) {
            case OK -> "ok";
            case UNKNOWN -> "unknown";
            case WARNING -> "WARNING";
            case PROBLEM, DEVICE_REFUSES, RECEIVER_REFUSES -> "PROBLEM";
        };
        out.printf("%-8s %s: %s%n", mark, finding.subject(), finding.text());
        out.flush();
    }

    private static int exitCode(Set<Verdict> verdicts) {
        if (verdicts.contains(Verdict.RECEIVER_REFUSES)) {
            return ExitCode.RECEIVER_REFUSED;
        }
        if (verdicts.contains(Verdict.DEVICE_REFUSES)) {
            return ExitCode.DEVICE_REFUSED;
        }
        return verdicts.contains(Verdict.PROBLEM) ? ExitCode.INCOMPLETE : ExitCode.FINE;
    }
}
