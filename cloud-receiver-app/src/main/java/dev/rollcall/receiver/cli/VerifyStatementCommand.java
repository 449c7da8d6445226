package dev.rollcall.receiver.cli;

import dev.rollcall.attendance.reconcile.Statement;
import dev.rollcall.receiver.reconcile.SignedStatement;
import dev.rollcall.receiver.reconcile.Signer;
import dev.rollcall.receiver.web.ExchangeJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Checks a signed statement without the receiver: opens no database and no connection. */
@CommandLine.Command(
        name = "verify-statement",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a statement of completeness offline: its signature, and with --events also that exactly these events were there.",
            "Exit codes: 0 genuine, 1 not, 2 wrong usage or unreadable."
        })
final class VerifyStatementCommand implements Callable<Integer> {

    private final Terminal terminal;

    @CommandLine.Parameters(
            paramLabel = "FILE",
            description = "The statement, as GET /api/attendance/statement gave it.")
    private @Nullable Path file;

    @CommandLine.Option(
            names = "--events",
            paramLabel = "FILE",
            description =
                    "The events, as GET /api/attendance/events.csv gave them for this device; more of them do no harm.")
    private @Nullable Path events;

    @CommandLine.Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The receiver's public key, known from elsewhere (GET /api/attendance/statement-key).")
    private @Nullable String key;

    VerifyStatementCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try {
            String text = Files.readString(Objects.requireNonNull(file), StandardCharsets.UTF_8);
            Optional<SignedStatement> signed = new ExchangeJson().readStored(text, SignedStatement.class);
            if (signed.isEmpty() || signed.get().statement() == null) {
                terminal.say(file + " is no statement of completeness.");
                return 2;
            }
            return check(signed.get());
        } catch (IOException unreadable) {
            terminal.say("Cannot read " + unreadable.getMessage() + ".");
            return 2;
        }
    }

    private int check(SignedStatement signed) throws IOException {
        if (!Signer.isGenuine(signed)) {
            terminal.say("NOT GENUINE: the signature does not fit what is stated.");
            return 1;
        }
        if (key != null && !key.strip().equals(signed.publicKey())) {
            terminal.say("NOT GENUINE: it is signed with another key than that given.");
            return 1;
        }
        Statement statement = signed.statement();
        List<String> faults = events == null
                ? List.of()
                : StatedEvents.of(Files.readString(events, StandardCharsets.UTF_8), statement.device())
                        .faults(statement);
        faults.forEach(fault -> terminal.say("DIFFERENT: " + fault));
        if (!faults.isEmpty()) {
            return 1;
        }
        tell(signed);
        return 0;
    }

    private void tell(SignedStatement signed) {
        Statement statement = signed.statement();
        terminal.say("Genuine: signed with the key " + signed.publicKey()
                + (key == null ? " (compare it with the receiver's)" : " that was given") + ".");
        terminal.say(
                events == null
                        ? "The events themselves were not checked; give them with --events."
                        : "The events are exactly those that were stated.");
        terminal.answer("device " + statement.device() + ", store " + statement.store() + ", issued "
                + statement.issuedAt() + ", complete until " + statement.completeUntil());
        for (Statement.Day day : statement.days()) {
            terminal.answer(day.day() + " " + day.verdict() + " " + day.events() + " events");
        }
    }
}
