package dev.rollcall.simulator;

import java.time.Duration;

/**
 * The illegalLoginLock settings of a device ({@code enabled, maxIllegalLoginTimes, maxIllegalLoginLockTime} on DS-K1A340FWX
 * V1.2.7).
 *
 * @param enabled without it wrong passwords are refused and never lock
 * @param limit how many wrong passwords lock
 * @param time how long, in device time
 */
public record LoginLock(boolean enabled, int limit, Duration time) {

    /** What the firmware has from the factory. */
    static LoginLock of(FirmwareProfile profile) {
        return new LoginLock(true, profile.get(LoginTraits.LOCK_LIMIT), profile.get(LoginTraits.LOCK_TIME));
    }
}
