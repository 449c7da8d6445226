package dev.rollcall.agent.isapi;

import dev.rollcall.agent.collect.SourceClock;
import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.agent.collect.SourceIdentity;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.init.Trial.Kind;
import dev.rollcall.agent.init.Trial.Verdict;
import dev.rollcall.agent.journal.PasswordLatch;
import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.PasswordRefusals;
import java.time.InstantSource;
import java.util.Locale;

/** Tries out whether a terminal is there and lets us in, with one presentation of the password and the memory of those before. */
public final class TerminalTrial {

    private static final double MILLIS = 1_000.0;

    private final DeviceConfig device;
    private final AgentConfig config;
    private final PasswordLatch latch;
    private final InstantSource clock;

    /** Creates a trial of the first terminal of a configuration. */
    public TerminalTrial(AgentConfig config, PasswordLatch latch, InstantSource clock) {
        this.device = config.devices().get(0);
        this.config = config;
        this.latch = latch;
        this.clock = clock;
    }

    /**
     * Asks the terminal who it is.
     *
     * @param again whether the password may be shown although it was refused before
     */
    public Verdict look(boolean again) {
        if (again) {
            latch.clear(device);
        }
        PasswordRefusals before = latch.refusals(device);
        if (before.count() > 0) {
            return new Verdict(
                    Kind.REFUSED_BEFORE,
                    "PROBLEM  The terminal has refused this password for " + device.username()
                            + " before; it was not shown again.");
        }
        OncePresented guard = new OncePresented(new JournaledPasswordGuard(latch, device, clock));
        try (IsapiEventSource source = IsapiEventSource.of(device, config, guard, clock)) {
            SourceIdentity identity = source.identify();
            return found(identity, source.clock());
        } catch (SourceException failed) {
            return failed(failed);
        }
    }

    private Verdict found(SourceIdentity identity, SourceClock time) {
        boolean zoneKnown =
                device.zone() != null || time.reported() != null || time.clock().offset() != null;
        String model = identity.model() == null ? "a terminal" : identity.model();
        String text = String.format(
                Locale.ROOT,
                "ok       %s (%s) takes the password; its clock says %s%s.",
                model,
                identity.key(),
                time.clock().wallClock(),
                ahead(time));
        return new Verdict(zoneKnown ? Kind.OK : Kind.OK_WITHOUT_ZONE, text);
    }

    private String ahead(SourceClock time) {
        var offset = time.clock().offsetIn(time.reported());
        return offset == null
                ? ""
                : String.format(Locale.ROOT, " (%+.0f s)", offset.ahead().toMillis() / MILLIS);
    }

    private Verdict failed(SourceException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof IsapiException.Untrusted untrusted) {
            String fingerprint = untrusted
                    .presented()
                    .map(certificate -> certificate.fingerprint().toString())
                    .orElse(null);
            return new Verdict(
                    Kind.UNTRUSTED,
                    "PROBLEM  " + failed.reason()
                            + (fingerprint == null
                                    ? ""
                                    : "\n         Its certificate has the fingerprint " + fingerprint),
                    fingerprint);
        }
        if (cause instanceof IsapiException.Unauthorized unauthorized) {
            return refused(unauthorized);
        }
        Kind kind = failed.kind() == SourceException.Kind.UNAVAILABLE ? Kind.UNREACHABLE : Kind.OTHER;
        return new Verdict(kind, "PROBLEM  " + failed.reason() + remedy(failed.kind()));
    }

    private Verdict refused(IsapiException.Unauthorized unauthorized) {
        boolean locked = unauthorized.reason() == IsapiException.Unauthorized.Cause.LOCKED;
        if (locked || latch.refusals(device).lowOnTries()) {
            return new Verdict(
                    Kind.NEARLY_LOCKED,
                    locked
                            ? "PROBLEM  The terminal has locked the account " + device.username() + "."
                            : "PROBLEM  The terminal refuses this password for " + device.username()
                                    + " and has few attempts left.");
        }
        return unauthorized.reason() == IsapiException.Unauthorized.Cause.NO_DIGEST_OFFERED
                ? new Verdict(Kind.OTHER, "PROBLEM  " + unauthorized.getMessage())
                : new Verdict(
                        Kind.REFUSED, "PROBLEM  The terminal refuses this password for " + device.username() + ".");
    }

    private static String remedy(SourceException.Kind kind) {
        return switch (kind) {
            case UNEXPECTED -> ". Check that host and port are those of a Hikvision terminal's web interface.";
            case BUSY -> ". Close other programs that are logged in to it, or wait.";
            default -> "";
        };
    }
}
