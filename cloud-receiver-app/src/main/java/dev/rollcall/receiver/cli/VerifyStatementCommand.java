package dev.rollcall.receiver.cli;

import dev.rollcall.attendance.reconcile.Statement;
import dev.rollcall.attendance.reconcile.Verdict;
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
            "Checks a statement of completeness offline: that the receiver with the key --key signed it, and with --events also that of the"
                    + " stated days exactly these events were there. Of each event its id, its time by the terminal's clock, the person"
                    + " (employeeNo) and the code (major, minor) are checked, and nothing else: not kind, offset, name, card, door."
                    + " It tells what is complete; whether it is, is no matter of the exit code.",
            "Exit codes: 0 genuine; 1 not, or of something else than --device, --from and --to say, or not known who signed it, because no"
                    + " --key was given; 2 wrong usage or unreadable."
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
                    "The events, as GET /api/attendance/events.csv?device=KEY gave them, best without from and to: those are instants, and"
                            + " the days of a statement are the terminal's. More events do no harm.")
    private @Nullable Path events;

    @CommandLine.Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "The receiver's public key. GET /api/attendance/statement-key tells it; ask for it over a way you trust, when"
                            + " the receiver is set up, and keep it. Anybody can sign with a key of his own.")
    private @Nullable String key;

    @CommandLine.Option(
            names = "--device",
            paramLabel = "KEY",
            description = "The key of the device that the statement must be of.")
    private @Nullable String device;

    @CommandLine.Option(
            names = "--from",
            paramLabel = "DAY",
            description = "The first day that must have been asked for, such as 2026-11-01.")
    private @Nullable String from;

    @CommandLine.Option(
            names = "--to",
            paramLabel = "DAY",
            description = "The day after the last that must have been asked for, such as 2026-12-01.")
    private @Nullable String to;

    VerifyStatementCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try {
            String text = Files.readString(Objects.requireNonNull(file), StandardCharsets.UTF_8);
            Optional<SignedStatement> signed = new ExchangeJson().readExactly(text, SignedStatement.class);
            if (signed.isEmpty() || signed.get().statement() == null) {
                terminal.say(file + " is no statement of completeness, or has a field that no statement has.");
                return 2;
            }
            return check(signed.get());
        } catch (UnreadableEventsException other) {
            terminal.say(events + " is not as events.csv gives it: " + other.getMessage()
                    + ". Check the file as it was exported, before anything opened and saved it.");
            return 2;
        } catch (IOException unreadable) {
            terminal.say("Cannot read " + unreadable.getMessage() + ".");
            return 2;
        }
    }

    private int check(SignedStatement signed) throws IOException, UnreadableEventsException {
        Optional<String> fault = StatementFields.fault(signed.statement());
        if (fault.isPresent()) {
            terminal.say("NOT GENUINE: " + fault.get() + ".");
            return 1;
        }
        if (!Signer.isGenuine(signed)) {
            terminal.say("NOT GENUINE: the signature does not fit what is stated.");
            return 1;
        }
        if (key != null && !key.strip().equals(signed.publicKey())) {
            terminal.say("NOT GENUINE: it is signed with another key than that given.");
            return 1;
        }
        if (!isExpected("device", device, signed.statement().device())
                || !isExpected("from", from, signed.statement().from())
                || !isExpected("to", to, signed.statement().to())) {
            return 1;
        }
        StatedEvents held = events == null
                ? null
                : StatedEvents.of(Files.readString(events, StandardCharsets.UTF_8), signed.statement());
        if (held != null && !fits(held, signed.statement())) {
            return 1;
        }
        tell(signed, held);
        return key == null ? 1 : 0;
    }

    private boolean isExpected(String name, @Nullable String expected, @Nullable String stated) {
        boolean fits = expected == null || expected.equals(stated);
        if (!fits) {
            terminal.say("ANOTHER STATEMENT: its " + name + " is " + (stated == null ? "not said" : stated) + ", and "
                    + expected + " was expected.");
        }
        return fits;
    }

    private boolean fits(StatedEvents held, Statement statement) {
        List<String> faults = held.faults(statement);
        faults.forEach(fault -> terminal.say("DIFFERENT: " + fault));
        if (held.lackSome(statement)) {
            terminal.say(
                    "Where the file has fewer events, it may be the export: the days of a statement are by the terminal's clock, and"
                            + " from and to of events.csv are instants, which leave out events of an unknown time zone. Export without from and to"
                            + " (and without kind and employeeNo), and check again.");
        }
        if (!faults.isEmpty()) {
            terminal.say(held.counts() + ".");
        }
        return faults.isEmpty();
    }

    private void tell(SignedStatement signed, @Nullable StatedEvents held) {
        Statement statement = signed.statement();
        terminal.say(
                key == null
                        ? "SIGNER UNKNOWN: the signature fits what is stated, but anybody can sign with a key of his own. This one is "
                                + signed.publicKey() + ". Give the receiver's with --key."
                        : "Genuine: signed with the key that was given.");
        terminal.say(
                held == null
                        ? "The events themselves were not checked; give them with --events."
                        : "The events are exactly those that were stated, by id, time, person and code: "
                                + held.counts()
                                + ". Other columns (kind, offset, name, card, door and so on) are not covered by the signature.");
        terminal.say(days(statement));
        terminal.answer("device " + statement.device() + ", store " + statement.store() + ", issued "
                + statement.issuedAt() + ", compared " + orNever(statement.checkedAt()) + ", complete until "
                + orNever(statement.completeUntil()));
        statement.missing().forEach(what -> terminal.answer("missing: " + what));
        for (Statement.Day day : statement.days()) {
            terminal.answer(day.day() + " " + day.verdict() + " " + day.events() + " events"
                    + (day.why() == null ? "" : " (" + day.why() + ")"));
        }
    }

    private static String days(Statement statement) {
        long complete = statement.days().stream()
                .filter(day -> day.verdict().equals(Verdict.COMPLETE.name()))
                .count();
        String found = complete + " of " + statement.days().size() + " days are complete.";
        return statement.form().equals(Statement.FIRST_FORM)
                ? found + " It is of the first form: days that nobody had compared may be left out of it."
                : "Asked for: from " + statement.from() + " to before " + statement.to() + ". " + found;
    }

    private static String orNever(@Nullable String time) {
        return time == null ? "never" : time;
    }
}
