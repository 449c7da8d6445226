package dev.rollcall.agent.doctor;

import dev.rollcall.agent.collect.EventSource;
import dev.rollcall.agent.collect.SourceClock;
import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.agent.collect.SourceIdentity;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.health.AgentClock;
import dev.rollcall.agent.journal.JournalFacts.DeviceFacts;
import dev.rollcall.agent.journal.PasswordLatch;
import dev.rollcall.attendance.window.RingWatch;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks one terminal, question by question. A terminal that does not answer, or refuses us, is asked nothing more; a password that was
 * refused before, or a locked account, is not tried at all. To be called in the device's turn.
 */
final class DeviceChecks {

    private static final List<Check> WAY = List.of(Check.DEVICE_REACHABLE, Check.DEVICE_SERVICE, Check.DEVICE_PASSWORD);
    private static final List<Check> REST = List.of(
            Check.DEVICE_TWICE,
            Check.DEVICE_RIGHTS,
            Check.DEVICE_ROLE,
            Check.DEVICE_WEAK_PASSWORD,
            Check.DEVICE_FIRMWARE,
            Check.DEVICE_CLOCK,
            Check.DEVICE_ZONE,
            Check.DEVICE_NTP,
            Check.DEVICE_RING,
            Check.DEVICE_STORAGE,
            Check.DEVICE_PUSH_MISSING,
            Check.DEVICE_PUSH_NOWHERE,
            Check.DEVICE_PUSH_FOREIGN,
            Check.DEVICE_HTTPS);

    private final Patient patient;
    private final DeviceConfig config;
    private final EventSource source;
    private final Findings found;
    private @Nullable SourceClock clock;

    DeviceChecks(Patient patient, Findings found) {
        this.patient = patient;
        this.config = patient.terminal().config();
        this.source = patient.terminal().source();
        this.found = found;
    }

    /** Says why the terminal is asked nothing. */
    void leaveAlone(String why) {
        found.uncheckedOf(WAY, why);
        found.uncheckedOf(REST, why);
    }

    /**
     * Asks.
     *
     * @param known what the journal knows of the terminal
     * @param watch what the passes have measured of its memory; null if they have not
     * @param agent how this computer's clock stands to the receiver's; null if unknown
     */
    void examine(DeviceFacts known, @Nullable RingWatch watch, @Nullable AgentClock agent, Instant now) {
        Instant until = known.refusals().withheldUntil(now);
        // One that only rests is told by the guard, in its own words.
        if (until != null && known.refusals().refusedNow(now)) {
            withheld(known, until, now);
            return;
        }
        try {
            identity(source.identify());
        } catch (SourceException failed) {
            obstacle(failed);
            return;
        }
        try {
            questions(known, watch, agent, now);
        } catch (SourceException gone) {
            found.bad(Obstacles.of(gone), gone.reason());
            found.uncheckedOf(REST, "it did not go on answering");
        }
    }

    private void withheld(DeviceFacts known, Instant until, Instant now) {
        Instant locked = known.refusals().lockedUntil();
        if (locked != null && now.isBefore(locked)) {
            found.bad(Check.DEVICE_LOCKED, "the account is locked until " + locked);
        } else {
            found.bad(
                    Check.DEVICE_PASSWORD_WITHHELD,
                    "it was " + PasswordLatch.inWords(known.refusals())
                            + (until.equals(Instant.MAX) ? "" : "; passes try it once more after " + until));
        }
        leaveAlone("its password is withheld");
    }

    private void obstacle(SourceException failed) {
        Check check = Obstacles.of(failed);
        if (failed.kind() == SourceException.Kind.REFUSED) {
            found.ok(Check.DEVICE_REACHABLE, "answers at " + config.address());
        }
        found.bad(check, failed.reason());
        leaveAlone("see above");
    }

    private void identity(SourceIdentity identity) {
        found.ok(Check.DEVICE_REACHABLE, "reachable at " + config.address());
        found.ok(Check.DEVICE_SERVICE, "speaks ISAPI");
        found.ok(Check.DEVICE_PASSWORD, "it takes the password");
        found.ok(
                Check.DEVICE_TWICE,
                "model " + identity.model() + ", firmware " + identity.firmware() + ", key " + identity.key());
    }

    private void questions(DeviceFacts known, @Nullable RingWatch watch, @Nullable AgentClock agent, Instant now) {
        Inspector inspector = patient.inspector();
        ask(Check.DEVICE_FIRMWARE, inspector::firmware, this::firmware);
        ask(Check.DEVICE_CLOCK, source::clock, told -> {
            clock = told;
            new ClockChecks(config, found).examine(told, agent);
        });
        ask(Check.DEVICE_NTP, inspector::timeSource, this::timeSource);
        memory(known, watch, now);
        ask(Check.DEVICE_STORAGE, inspector::keepsEventsUntilFull, this::storage);
        ask(Check.DEVICE_ROLE, inspector::role, this::role);
        ask(Check.DEVICE_WEAK_PASSWORD, inspector::passwordStrength, this::strength);
        ask(
                Check.DEVICE_PUSH_FOREIGN,
                inspector::pushTargets,
                targets -> new PushChecks(config, patient.listening(), found).examine(targets));
        encryption(inspector);
        found.uncheckedOf(REST, "its firmware does not tell");
    }

    /** Counting is searching: who may count may read the log. */
    private void memory(DeviceFacts known, @Nullable RingWatch watch, Instant now) {
        SourceClock told = clock;
        if (told == null) {
            found.unchecked(Check.DEVICE_RING, "its clock is not known");
            found.unchecked(Check.DEVICE_RIGHTS, "its clock is not known");
            return;
        }
        try {
            new RingChecks(source, told, found).examine(known, watch, now);
            found.ok(Check.DEVICE_RIGHTS, "the account may read log and clock");
        } catch (SourceException failed) {
            if (!Obstacles.isHarmless(failed)) {
                throw failed;
            }
            if (Obstacles.isForbidden(failed)) {
                found.bad(Check.DEVICE_RIGHTS, failed.reason());
            } else {
                found.unchecked(Check.DEVICE_RIGHTS, "it cannot count its events; a pass tells");
            }
            found.unchecked(Check.DEVICE_RING, "it does not count its events (" + failed.reason() + ")");
        }
    }

    /** What the firmware does not have, or the account may not ask, is told as not checked. */
    private <T> void ask(Check check, Supplier<T> question, Consumer<T> judged) {
        try {
            judged.accept(question.get());
        } catch (SourceException failed) {
            if (!Obstacles.isHarmless(failed)) {
                throw failed;
            }
            boolean needed = check == Check.DEVICE_CLOCK && Obstacles.isForbidden(failed);
            if (needed) {
                found.bad(Check.DEVICE_RIGHTS, failed.reason());
            }
            found.unchecked(check, "not told (" + failed.reason() + ")");
        }
    }

    private void firmware(Inspector.Firmware told) {
        List<String> known = FirmwareTable.weaknesses(told);
        known.forEach(weakness -> found.bad(Check.DEVICE_FIRMWARE, weakness));
        if (!FirmwareTable.isReadable(told)) {
            found.unchecked(Check.DEVICE_FIRMWARE, "its version " + told.version() + " cannot be compared");
        } else if (known.isEmpty()) {
            found.ok(
                    Check.DEVICE_FIRMWARE,
                    "nothing is known against " + told.version() + " (table of " + FirmwareTable.AS_OF + ")");
        }
    }

    private void timeSource(Inspector.TimeSource told) {
        found.judge(
                Check.DEVICE_NTP,
                told.byServer() ? null : "its clock is set by hand",
                "its clock follows " + (told.server() == null ? "a time server" : told.server()));
    }

    private void storage(boolean untilFull) {
        found.judge(
                Check.DEVICE_STORAGE,
                untilFull ? null : "it deletes events by itself",
                "events stay until the room is needed");
    }

    private void role(Inspector.Role role) {
        String level = role.level() == null ? "an account of unknown level" : role.level();
        found.judge(
                Check.DEVICE_ROLE,
                role.isNeedlesslyMighty() ? config.username() + " is " + level : null,
                level + (role.only() ? ", the only account that it can have" : ""));
    }

    private void strength(Inspector.PasswordStrength told) {
        String wrong = told.factory() ? "it is the factory's" : told.simple() ? "it is too simple" : null;
        found.judge(Check.DEVICE_WEAK_PASSWORD, wrong, "the terminal has nothing against it");
    }

    private void encryption(Inspector inspector) {
        if (config.tls() != null) {
            found.ok(Check.DEVICE_HTTPS, "HTTPS");
            return;
        }
        ask(
                Check.DEVICE_HTTPS,
                inspector::offersHttps,
                offers -> found.judge(
                        Check.DEVICE_HTTPS,
                        offers ? "plain HTTP, although the terminal offers HTTPS" : null,
                        "plain HTTP; it offers nothing else"));
    }
}
