package dev.rollcall.agent.cli;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.ConfigReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What all commands share. */
@Command(
        name = "sync-agent",
        mixinStandardHelpOptions = true,
        versionProvider = AgentVersion.class,
        description = "Brings every punch of the terminals on this network to the receiver, exactly once.",
        footer = {
            "",
            "Exit codes: 0 fine, 1 the work is incomplete (what is missing is named), 2 wrong usage or",
            "configuration, 3 a device refused us, 4 the receiver refused us."
        },
        subcommands = {
            InitCommand.class,
            RunCommand.class,
            SyncCommand.class,
            StatusCommand.class,
            DoctorCommand.class,
            BackfillCommand.class,
            VerifyCommand.class,
            OutboxCommand.class,
            QuarantineCommand.class,
            GapsCommand.class,
            ExportCommand.class,
            WebhookCommand.class,
            DiscoverCommand.class,
            ServiceCommand.class,
            RehearseCommand.class
        })
public final class RootCommand implements Runnable {

    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            defaultValue = "${sys:rollcall.config:-agent.yaml}",
            description = "The configuration; every key may also be an environment variable. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init")
    private Path configFile;

    RootCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Returns the command line, ready to execute.
     *
     * @param environment the environment variables
     */
    public static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new RootCommand(environment)).setExecutionExceptionHandler(new Failures());
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: " + String.join(", ", spec.subcommands().keySet()) + ". '--help' tells more.");
    }

    /** Tells whether there is a configuration; a file that was named and is not there counts as one, and is complained of. */
    boolean isConfigured() {
        boolean named = spec.commandLine().getParseResult().hasMatchedOption("--config")
                || environment.keySet().stream().anyMatch(name -> name.startsWith("ROLLCALL_"));
        return named || Files.exists(configFile);
    }

    /** Returns a text as it is to be shown: marks coloured where that is wanted. */
    String shown(String text) {
        return Ink.on(environment, text);
    }

    AgentConfig config() {
        return new ConfigReader(environment).read(configFile);
    }

    /** Reads what a file says by itself: the variables that stand for single settings are left aside. */
    AgentConfig configWithoutOverrides(Path file) {
        Map<String, String> others = new HashMap<>(environment);
        others.keySet().removeIf(name -> name.startsWith("ROLLCALL_"));
        return new ConfigReader(others).read(file);
    }

    Path configFile() {
        return configFile;
    }

    Map<String, String> environment() {
        return environment;
    }
}
