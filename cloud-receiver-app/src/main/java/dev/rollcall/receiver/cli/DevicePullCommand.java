package dev.rollcall.receiver.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Lets a password be shown to a terminal again that the terminal refused. */
@CommandLine.Command(
        name = "device-pull",
        mixinStandardHelpOptions = true,
        description = "About fetching from terminals, which rollcall.device-pull.allow allows.")
final class DevicePullCommand implements Runnable {

    private final Terminal terminal;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    DevicePullCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        throw WrongUsage.of(spec, "Say what to do: device-pull retry HOST:PORT");
    }

    @CommandLine.Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description =
                    "Forgets which passwords a terminal refused or did not answer. Do so when a password is right by now; each wrong"
                            + " try brings the terminal nearer to locking the account.")
    int retry(@CommandLine.Parameters(paramLabel = "HOST:PORT", description = "as in the request") String address) {
        return terminal.with(session -> {
            String device = address.toLowerCase(Locale.ROOT);
            int forgotten = session.store().write(unit -> unit.pulls().forget(device));
            terminal.say(
                    forgotten == 0
                            ? "No password is noted as refused or not answered by " + device + "."
                            : "Forgotten: passwords refused or not answered by " + device
                                    + ". The next request shows one again.");
            return 0;
        });
    }
}
