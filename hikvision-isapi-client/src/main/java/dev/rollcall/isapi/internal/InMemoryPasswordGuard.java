package dev.rollcall.isapi.internal;

import dev.rollcall.isapi.PasswordGuard;
import dev.rollcall.isapi.PasswordRefusals;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Two consecutive refusals, then never again while the process lives. Internal: use {@link PasswordGuard#inMemory()}. */
public final class InMemoryPasswordGuard implements PasswordGuard {

    private static final Duration LOCK_OF_UNKNOWN_LENGTH = Duration.ofMinutes(30);
    private static final Duration REST_IF_TRUSTED = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Object lock = new Object();
    private PasswordRefusals seen = PasswordRefusals.NONE;
    private int silentStreams;
    private @Nullable Instant streamSilentAt;
    private @Nullable Instant lockedUntil;

    public InMemoryPasswordGuard(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public Decision beforePresenting() {
        synchronized (lock) {
            if (seen.latched() || seen.count() >= PasswordRefusals.MOST) {
                return new Withhold(
                        "the device refused this password " + times(seen.count())
                                + (seen.unanswered() == 0
                                        ? " in a row"
                                        : " and gave no answer to it " + times(seen.unanswered()))
                                + "; correct it and make a new client",
                        null);
            }
            if (lockedUntil != null && clock.instant().isBefore(lockedUntil)) {
                return new Withhold("the device has locked this account", lockedUntil);
            }
            Instant rested = restedAfterSilence();
            return rested != null && clock.instant().isBefore(rested)
                    ? new Withhold(
                            "the device gave no answer the last times, and may have counted them as failures",
                            rested,
                            seen.count() == 0)
                    : new Present();
        }
    }

    @Override
    public Decision beforePresentingToStream() {
        synchronized (lock) {
            Decision ofAllCalls = beforePresenting();
            if (ofAllCalls instanceof Withhold
                    || streamSilentAt == null
                    || silentStreams + seen.count() < PasswordRefusals.MOST) {
                return ofAllCalls;
            }
            Instant rested = streamSilentAt.plus(rest());
            return clock.instant().isBefore(rested)
                    ? new Withhold(
                            "the device gave no answer to the last streams that were opened; its place for listeners may be"
                                    + " taken, other calls go on",
                            rested,
                            seen.count() == 0)
                    : ofAllCalls;
        }
    }

    /** When a password that was presented into silence may be presented again; null while that is no question. */
    private @Nullable Instant restedAfterSilence() {
        Instant silent = seen.lastUnanswered();
        Instant refused = seen.last();
        if (silent == null || seen.unanswered() + seen.count() < PasswordRefusals.MOST) {
            return null;
        }
        return (refused != null && refused.isAfter(silent) ? refused : silent).plus(rest());
    }

    private Duration rest() {
        return seen.trusted() ? REST_IF_TRUSTED : PasswordRefusals.REST;
    }

    @Override
    public void unanswered() {
        synchronized (lock) {
            seen = seen.presented(clock.instant());
        }
    }

    @Override
    public void streamUnanswered() {
        synchronized (lock) {
            if (seen.trusted()) {
                silentStreams++;
                streamSilentAt = clock.instant();
            } else {
                unanswered();
            }
        }
    }

    @Override
    public void refused(Refusal refusal) {
        synchronized (lock) {
            if (refusal.locked()) {
                Duration wait = refusal.unlockTime() == null ? LOCK_OF_UNKNOWN_LENGTH : refusal.unlockTime();
                lockedUntil = clock.instant().plus(wait);
            } else {
                seen = seen.refused(refusal.explicitWrongPassword(), refusal.retryLoginTime(), clock.instant());
            }
        }
    }

    @Override
    public void accepted() {
        synchronized (lock) {
            seen = PasswordRefusals.ACCEPTED;
            silentStreams = 0;
            streamSilentAt = null;
            lockedUntil = null;
        }
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
