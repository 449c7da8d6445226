package dev.rollcall.receiver.cli;

import dev.rollcall.receiver.ingest.Storable;
import dev.rollcall.receiver.store.ParkedBody;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Shows what terminals posted and nobody understood, and has it read again. */
@CommandLine.Command(
        name = "inbox",
        mixinStandardHelpOptions = true,
        description = "Shows what terminals posted and could not be understood, and has it read again.")
final class InboxCommand implements Runnable {

    private final Terminal terminal;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    InboxCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        throw WrongUsage.of(spec, "Say what to do: inbox list or replay");
    }

    @CommandLine.Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the latest bodies that wait, newest first.")
    int list(
            @CommandLine.Option(
                            names = "--limit",
                            defaultValue = "100",
                            description = "how many at most; 100 unless set")
                    int limit) {
        return terminal.with(session -> {
            List<ParkedBody> parked = session.store().read(unit -> unit.inbox().parked(limit));
            parked.forEach(body -> terminal.answer(line(body)));
            if (parked.isEmpty()) {
                terminal.say("Nothing waits.");
            }
            return 0;
        });
    }

    @CommandLine.Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = "Has every body that waits read again, by the receiver that runs or by the next one to start."
                    + " A new version does so by itself.")
    int replay() {
        return terminal.with(session -> {
            int bodies = session.store().write(unit -> unit.inbox().replayParked());
            terminal.say(bodies + " bodies are read again by the receiver that runs, or by the next one to start.");
            return 0;
        });
    }

    private static String line(ParkedBody body) {
        return String.join(
                "\t",
                Long.toString(body.id()),
                "device " + body.deviceId(),
                body.receivedAt().toString(),
                body.length() + " bytes",
                body.reason() == null ? "-" : Storable.wellFormed(body.reason()).replaceAll("\\s+", " "));
    }
}
