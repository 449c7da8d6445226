package dev.rollcall.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts wrong passwords until they lock (five for 1800 s: illegalLoginLock of DS-K1A340FWX V1.2.7 and lock body of
 * DS-K1A8503MF V1.4.0). Not thread-safe; its owner locks.
 */
final class Lockout {
    private final Supplier<LoginLock> settings;
    private int failures;
    private @Nullable Instant lockedUntil;

    Lockout(Supplier<LoginLock> settings) {
        this.settings = settings;
    }

    boolean isLocked(Instant now) {
        if (lockedUntil != null && !now.isBefore(lockedUntil)) {
            lockedUntil = null;
            failures = 0;
        }
        return lockedUntil != null;
    }

    void wrongPassword(Instant now) {
        failures++;
        if (settings.get().enabled() && failures >= settings.get().limit()) {
            prolong(now);
        }
    }

    void rightPassword() {
        failures = 0;
    }

    void prolong(Instant now) {
        lockedUntil = now.plus(settings.get().time());
    }

    /** Attempts left before the lock: 4 after the first failure of five. */
    int attemptsLeft() {
        return Math.max(0, settings.get().limit() - failures);
    }

    long secondsLeft(Instant now) {
        return lockedUntil == null ? 0 : Duration.between(now, lockedUntil).toSeconds();
    }
}
