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

    private final InstantSource clock;
    private final Object lock = new Object();
    private int refusals;
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
            return new Present();
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
            }
        }
    }

    @Override
    public void accepted() {
        synchronized (lock) {
            refusals = 0;
            lockedUntil = null;
        }
    }
}
