package dev.rollcall.simulator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Counts wrong passwords: five lock the account for 1800 s (illegalLoginLock of DS-K1A340FWX V1.2.7 and lock body of
 * DS-K1A8503MF V1.4.0). Not thread-safe; its owner locks.
 */
final class Lockout {
    static final int LIMIT = 5;
    static final Duration LOCKED_FOR = Duration.ofMinutes(30);

    private int failures;
    private @Nullable Instant lockedUntil;

    boolean isLocked(Instant now) {
        if (lockedUntil != null && !now.isBefore(lockedUntil)) {
            lockedUntil = null;
            failures = 0;
        }
        return lockedUntil != null;
    }

    void wrongPassword(Instant now) {
        failures++;
        if (failures >= LIMIT) {
            lockedUntil = now.plus(LOCKED_FOR);
        }
    }

    void rightPassword() {
        failures = 0;
    }

    void prolong(Instant now) {
        lockedUntil = now.plus(LOCKED_FOR);
    }

    /** Attempts left before the lock: 4 after the first failure. */
    int attemptsLeft() {
        return LIMIT - failures;
    }

    long secondsLeft(Instant now) {
        return lockedUntil == null ? 0 : Duration.between(now, lockedUntil).toSeconds();
    }
}
