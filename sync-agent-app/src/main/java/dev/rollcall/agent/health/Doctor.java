package dev.rollcall.agent.health;

import dev.rollcall.agent.collect.EventSource;
import dev.rollcall.agent.collect.LogQuery;
import dev.rollcall.agent.collect.SourceClock;
import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.agent.collect.SourceIdentity;
import dev.rollcall.agent.collect.Terminal;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.health.Finding.Verdict;
import dev.rollcall.agent.outbox.Receiver;
import dev.rollcall.agent.outbox.ReceiverAnswer;
import dev.rollcall.attendance.event.ClockOffset;
import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.attendance.window.Slice;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks at each device and the receiver and says what is wrong. Changes nothing; a device password is shown as ever guarded. */
public final class Doctor {

    private static final Duration TOLERABLE_OFFSET = Duration.ofMinutes(1);
    private static final double MILLIS = 1_000.0;
    private static final int OK = 200;

    private final List<Terminal> terminals;
    private final Receiver receiver;
    private final Supplier<ReceiverAnswer> heartbeat;

    /**
     * Creates a doctor.
     *
     * @param heartbeat sends one heartbeat, to see whether the token is taken
     */
    public Doctor(List<Terminal> terminals, Receiver receiver, Supplier<ReceiverAnswer> heartbeat) {
        this.terminals = List.copyOf(terminals);
        this.receiver = receiver;
        this.heartbeat = heartbeat;
    }

    /** Looks at everything; each finding is handed over as it is made. */
    public void examine(Consumer<Finding> findings) {
        terminals.forEach(terminal -> examine(terminal, findings));
        examineReceiver(findings);
    }

    private static void examine(Terminal terminal, Consumer<Finding> findings) {
        String name = terminal.config().name();
        try {
            SourceIdentity identity = terminal.source().identify();
            ok(findings, name, "reachable at " + terminal.config().address() + ", speaks ISAPI, takes the password");
            ok(
                    findings,
                    name,
                    "model " + identity.model() + ", firmware " + identity.firmware() + ", key " + identity.key());
            SourceClock clock = terminal.source().clock();
            examineClock(terminal.config(), clock, findings);
            tell(findings, name, "search: ", terminal.source()::capabilities);
            tell(findings, name, "events held: ", () -> String.valueOf(countAll(terminal.source(), clock)));
        } catch (SourceException failed) {
            findings.accept(new Finding(name, verdictOf(failed), failed.reason() + remedy(failed)));
        }
    }

    private static void examineClock(DeviceConfig config, SourceClock clock, Consumer<Finding> findings) {
        DeviceZone configured = config.zone() == null ? null : DeviceZone.of(config.zone());
        DeviceZone zone = configured != null ? configured : clock.reported();
        if (zone == null && clock.clock().offset() == null) {
            findings.accept(new Finding(
                    config.name(),
                    Verdict.PROBLEM,
                    "tells neither zone nor offset: set 'zone' of this device in the configuration"));
            return;
        }
        String source = configured != null ? "configured" : "the device's own";
        ok(
                findings,
                config.name(),
                "zone " + (zone == null ? clock.clock().offset() : zone.name()) + " (" + source + ")");
        ClockOffset offset = clock.clock().offsetIn(zone);
        if (offset == null) {
            return;
        }
        double seconds = offset.ahead().toMillis() / MILLIS;
        String text =
                String.format(Locale.ROOT, "clock %.1f s %s", Math.abs(seconds), seconds < 0 ? "behind" : "ahead");
        boolean tolerable = !offset.exceeds(TOLERABLE_OFFSET);
        findings.accept(
                new Finding(
                        config.name(),
                        tolerable ? Verdict.OK : Verdict.PROBLEM,
                        tolerable
                                ? text
                                : text
                                        + ": set the device's clock (best by NTP) or correct 'zone'; events are kept with the time it prints"));
    }

    private static long countAll(EventSource source, SourceClock clock) {
        ZoneOffset offset =
                clock.clock().offset() == null ? ZoneOffset.UTC : clock.clock().offset();
        LocalDateTime end = clock.clock().wallClock().plusDays(1);
        return source.count(new LogQuery.ByTime(Slice.of(LocalDateTime.of(1970, 1, 1, 0, 0), end), offset, 0));
    }

    private void examineReceiver(Consumer<Finding> findings) {
        ReceiverAnswer reached = receiver.reach();
        if (reached.status() != OK) {
            findings.accept(new Finding(
                    "receiver",
                    Verdict.PROBLEM,
                    reached.describe() + ". Check receiver.url and that the receiver runs"));
            return;
        }
        ok(findings, "receiver", "reachable");
        examineClock(reached, findings);
        ReceiverAnswer beat = heartbeat.get();
        if (beat.status() / 100 == 2) {
            ok(findings, "receiver", "takes the token");
        } else if (beat.status() == 401 || beat.status() == 403) {
            findings.accept(
                    new Finding(
                            "receiver",
                            Verdict.RECEIVER_REFUSES,
                            beat.describe()
                                    + ". Make a token on the receiver with 'token add --role agent NAME' and put it into receiver.token"));
        } else {
            findings.accept(
                    new Finding("receiver", Verdict.PROBLEM, beat.describe() + " to a heartbeat; try again later"));
        }
    }

    private static void examineClock(ReceiverAnswer reached, Consumer<Finding> findings) {
        AgentClock clock = AgentClock.measured(reached);
        String problem = clock == null ? null : clock.problem();
        if (problem != null) {
            findings.accept(new Finding("this computer", Verdict.PROBLEM, problem));
        } else if (clock != null) {
            ok(findings, "this computer", "its clock agrees with the receiver's");
        }
    }

    private static void tell(
            Consumer<Finding> findings, String name, String label, Supplier<@Nullable String> question) {
        try {
            ok(findings, name, label + question.get());
        } catch (SourceException failed) {
            boolean harmless = failed.kind() == SourceException.Kind.UNSUPPORTED
                    || failed.kind() == SourceException.Kind.INVALID_REQUEST;
            findings.accept(new Finding(
                    name,
                    harmless ? Verdict.UNKNOWN : verdictOf(failed),
                    label + "not told (" + failed.reason() + ")"));
        }
    }

    private static void ok(Consumer<Finding> findings, String subject, String text) {
        findings.accept(new Finding(subject, Verdict.OK, text));
    }

    private static Verdict verdictOf(SourceException failed) {
        return failed.kind() == SourceException.Kind.REFUSED ? Verdict.DEVICE_REFUSES : Verdict.PROBLEM;
    }

    private static String remedy(SourceException failed) {
        return switch (failed.kind()) {
            case UNAVAILABLE -> " Check power, cable, host and port.";
            case UNEXPECTED -> " Check that host and port are those of a Hikvision terminal's web interface.";
            case REFUSED, UNSUPPORTED, INVALID_REQUEST -> "";
        };
    }
}
