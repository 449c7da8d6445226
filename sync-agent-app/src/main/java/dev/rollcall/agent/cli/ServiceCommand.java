package dev.rollcall.agent.cli;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.service.Deed;
import dev.rollcall.agent.service.Installation;
import dev.rollcall.agent.service.Kind;
import dev.rollcall.agent.service.Service;
import dev.rollcall.agent.service.Workman;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Keeps the agent running. */
@Command(
        name = "service",
        mixinStandardHelpOptions = true,
        description = "Keeps the agent running as a service of this computer: systemd, launchd, Windows, or PM2.",
        subcommands = {ServiceCommand.Install.class, ServiceCommand.Uninstall.class, ServiceCommand.Status.class})
final class ServiceCommand implements Runnable {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private RootCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: service install, uninstall or status.");
    }

    /** What the three share. */
    abstract static class Part implements Callable<Integer> {

        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set by picocli
        private ServiceCommand parent;

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Option(
                names = "--kind",
                paramLabel = "KIND",
                description =
                        "systemd, launchd, windows, task (of the Windows Task Scheduler) or pm2. Default: what this"
                                + " system has.")
        private @Nullable String kind;

        @Option(
                names = "--user",
                paramLabel = "ACCOUNT",
                description = "Whom it runs as. Default: rollcall-agent, on macOS you.")
        private @Nullable String user;

        @Option(names = "--dry-run", description = "Shows what would be written and run.")
        private boolean dryRun;

        int perform(Function<Service, List<Deed>> part, boolean changes) {
            Kind chosen = kind();
            Workman workman = new Workman(spec.commandLine().getOut());
            List<Deed> deeds = part.apply(chosen.service(installation(chosen)));
            if (dryRun) {
                workman.show(deeds);
                return ExitCode.FINE;
            }
            if (changes && chosen.needsRoot() && !"root".equals(System.getProperty("user.name"))) {
                spec.commandLine()
                        .getErr()
                        .println("Only an administrator may do this: run it with sudo. --dry-run shows what it does.");
                return ExitCode.WRONG_USAGE;
            }
            return workman.carryOut(deeds) ? ExitCode.FINE : ExitCode.INCOMPLETE;
        }

        private Kind kind() {
            try {
                return kind == null
                        ? Kind.of(System.getProperty("os.name", ""))
                        : Kind.valueOf(kind.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--kind '" + kind + "' is unknown: systemd, launchd, windows, task or pm2.");
            }
        }

        private Installation installation(Kind chosen) {
            AgentConfig config = parent.root.config();
            String home = System.getProperty("rollcall.home");
            return new Installation(
                    home == null ? null : Path.of(home),
                    Path.of(System.getProperty("java.home"), "bin", isWindows() ? "java.exe" : "java"),
                    jar(),
                    parent.root.configFile().toAbsolutePath().normalize(),
                    config.dataDir().toAbsolutePath().normalize(),
                    user == null ? account(chosen) : user);
        }

        /** On macOS a service runs as whoever installs it, since making accounts there differs from version to version. */
        private String account(Kind chosen) {
            String caller = parent.root.environment().get("SUDO_USER");
            return chosen == Kind.LAUNCHD && caller != null ? caller : "rollcall-agent";
        }

        private static boolean isWindows() {
            return System.getProperty("os.name", "").startsWith("Windows");
        }

        private static Path jar() {
            try {
                return Path.of(ServiceCommand.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
            } catch (URISyntaxException impossible) {
                throw new IllegalStateException("a jar has an address", impossible);
            }
        }
    }

    /** Installs. */
    @Command(
            name = "install",
            mixinStandardHelpOptions = true,
            description =
                    "Installs the service and starts it; done again, it upgrades. Needs a configuration ('init').")
    static final class Install extends Part {

        @Override
        public Integer call() {
            return perform(Service::install, true);
        }
    }

    /** Uninstalls. */
    @Command(
            name = "uninstall",
            mixinStandardHelpOptions = true,
            description = "Stops the service and removes it. Configuration, journal and queue stay.")
    static final class Uninstall extends Part {

        @Override
        public Integer call() {
            return perform(Service::uninstall, true);
        }
    }

    /** Shows. */
    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Shows how the service is. ('status' alone tells how the agent is.)")
    static final class Status extends Part {

        @Override
        public Integer call() {
            return perform(Service::status, false);
        }
    }
}
