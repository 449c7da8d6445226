package dev.rollcall.agent.isapi;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.PasswordLatch;
import dev.rollcall.isapi.PasswordGuard;
import dev.rollcall.isapi.PasswordRefusals;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Lets a refused password be shown at most twice in all, over any number of runs. Safe from any thread. */
final class JournaledPasswordGuard implements PasswordGuard {

    private static final Duration AFTER_SILENCE = Duration.ofMinutes(30);

    private final Object lock = new Object();
    private final PasswordLatch latch;
    private final DeviceConfig device;
    private final InstantSource clock;
    private boolean acceptedBefore;
    private int unanswered;
    private Instant lastUnanswered = Instant.MIN;

    JournaledPasswordGuard(PasswordLatch latch, DeviceConfig device, InstantSource clock) {
        this.latch = latch;
        this.device = device;
        this.clock = clock;
    }

    @Override
    public Decision beforePresenting() {
        synchronized (lock) {
            PasswordRefusals refusals = latch.refusals(device);
            if (!acceptedBefore && unanswered >= PasswordRefusals.MOST) {
                Instant end = lastUnanswered.plus(AFTER_SILENCE);
                if (clock.instant().isBefore(end)) {
                    return new Withhold(
                            "the terminal " + device.name() + " took the password " + unanswered
                                    + " times and never answered, and may have counted it as wrong",
                            end,
                            refusals.count() == 0);
                }
            }
            Instant until = refusals.withheldUntil(clock.instant());
            if (until == null) {
                return new Present();
            }
            return until.equals(Instant.MAX)
                    ? new Withhold(
                            "the password of " + device.name() + " was refused " + refusals.count()
                                    + " times and is not tried again, so that the terminal does not lock the account. "
                                    + remedy(device),
                            null)
                    : new Withhold(
                            "the terminal " + device.name() + " has locked the account or is not sure of the password; "
                                    + "it is tried again after " + until,
                            until);
        }
    }

    @Override
    public void refused(Refusal refusal) {
        synchronized (lock) {
            PasswordRefusals before = latch.refusals(device);
            Instant now = clock.instant();
            latch.store(
                    device,
                    refusal.locked()
                            ? before.locked(refusal.unlockTime(), now)
                            : before.refused(refusal.explicitWrongPassword(), refusal.retryLoginTime(), now));
        }
    }

    @Override
    public void unanswered() {
        synchronized (lock) {
            unanswered++;
            lastUnanswered = clock.instant();
        }
    }

    @Override
    public void accepted() {
        synchronized (lock) {
            acceptedBefore = true;
            unanswered = 0;
            if (!latch.refusals(device).equals(PasswordRefusals.NONE)) {
                latch.store(device, PasswordRefusals.NONE);
            }
        }
    }

    static String remedy(DeviceConfig device) {
        return "Correct username and password of this device in the configuration, then run 'doctor --retry "
                + device.name() + "'";
    }
}
