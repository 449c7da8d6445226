package dev.rollcall.isapi.internal;

import dev.rollcall.isapi.PasswordGuard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Two consecutive refusals, then never again while the process lives. Internal: use {@link PasswordGuard#inMemory()}. */
public final class InMemoryPasswordGuard implements PasswordGuard {

    private static final int REFUSALS_ALLOWED = 2;
    private static final Duration LOCK_OF_UNKNOWN_LENGTH = Duration.ofMinutes(30);

    private static final Duration REST_IF_PROVEN = Duration.ofMinutes(1);
    private static final Duration REST_IF_UNPROVEN = Duration.ofMinutes(30);

    private final InstantSource clock;
    private final Object lock = new Object();
    private int refusals;
    private int unanswered;
    private int silentStreams;
    private boolean proven;
    private @Nullable Instant streamSilentAt;
    private @Nullable Instant unansweredAt;
    private @Nullable Instant lockedUntil;

    public InMemoryPasswordGuard(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public Decision beforePresenting() {
        synchronized (lock) {
            if (refusals >= REFUSALS_ALLOWED) {
                return new Withhold(
                        "the device refused this password " + refusals
                                + " times in a row; correct it and make a new client",
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
                            refusals == 0)
                    : new Present();
        }
    }

    @Override
    public Decision beforePresentingToStream() {
        synchronized (lock) {
            Decision ofAllCalls = beforePresenting();
            if (ofAllCalls instanceof Withhold
                    || streamSilentAt == null
                    || silentStreams + refusals < REFUSALS_ALLOWED) {
                return ofAllCalls;
            }
            Instant rested = streamSilentAt.plus(proven ? REST_IF_PROVEN : REST_IF_UNPROVEN);
            return clock.instant().isBefore(rested)
                    ? new Withhold(
                            "the device gave no answer to the last streams that were opened; its place for listeners may be"
                                    + " taken, other calls go on",
                            rested,
                            refusals == 0)
                    : ofAllCalls;
        }
    }

    /** When a password that was presented into silence may be presented again; null while that is no question. */
    private @Nullable Instant restedAfterSilence() {
        if (unansweredAt == null || unanswered + refusals < REFUSALS_ALLOWED) {
            return null;
        }
        return unansweredAt.plus(proven ? REST_IF_PROVEN : REST_IF_UNPROVEN);
    }

    @Override
    public void unanswered() {
        synchronized (lock) {
            unanswered++;
            unansweredAt = clock.instant();
        }
    }

    @Override
    public void streamUnanswered() {
        synchronized (lock) {
            if (proven && refusals == 0) {
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
                refusals++;
                proven = proven && !refusal.explicitWrongPassword();
            }
        }
    }

    @Override
    public void accepted() {
        synchronized (lock) {
            refusals = 0;
            unanswered = 0;
            unansweredAt = null;
            silentStreams = 0;
            streamSilentAt = null;
            proven = true;
            lockedUntil = null;
        }
    }
}
