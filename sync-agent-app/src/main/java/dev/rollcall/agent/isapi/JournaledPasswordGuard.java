package dev.rollcall.agent.isapi;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.PasswordLatch;
import dev.rollcall.isapi.PasswordGuard;
import dev.rollcall.isapi.PasswordRefusals;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a password be shown at most twice that was refused or got no answer, over any number of runs. One that the terminal never took
 * is written down before it is shown, so that a kill does not forget it. One that it took needs no writing: silence is noted
 * afterwards, and not at all once this run has seen it taken. Safe from any thread.
 */
final class JournaledPasswordGuard implements PasswordGuard {

    private static final Logger log = LoggerFactory.getLogger(JournaledPasswordGuard.class);

    private final Object lock = new Object();
    private final PasswordLatch latch;
    private final DeviceConfig device;
    private final InstantSource clock;
    private boolean acceptedHere;
    private boolean noted;

    JournaledPasswordGuard(PasswordLatch latch, DeviceConfig device, InstantSource clock) {
        this.latch = latch;
        this.device = device;
        this.clock = clock;
    }

    @Override
    public Decision beforePresenting() {
        synchronized (lock) {
            PasswordRefusals past = latch.refusals(device);
            Instant now = clock.instant();
            Instant until = past.withheldUntil(now);
            if (until == null) {
                return new Present();
            }
            if (past.restsOnly(now)) {
                return new Withhold(
                        "the terminal " + device.name() + " took the password " + past.unanswered()
                                + " times and never answered, and may have counted it as wrong",
                        until,
                        true);
            }
            return until.equals(Instant.MAX)
                    ? new Withhold(
                            "the password of " + device.name() + " was " + PasswordLatch.inWords(past)
                                    + " and is not tried again, so that the terminal does not lock the account. "
                                    + remedy(device),
                            null)
                    : new Withhold(
                            "the terminal " + device.name() + " has locked the account or is not sure of the password; "
                                    + "it is tried again after " + until,
                            until);
        }
    }

    @Override
    public void presenting() {
        synchronized (lock) {
            PasswordRefusals past = latch.refusals(device);
            if (!past.accepted()) {
                latch.store(device, past.presented(clock.instant()));
                noted = true;
            }
        }
    }

    @Override
    public void refused(Refusal refusal) {
        synchronized (lock) {
            PasswordRefusals before = answered();
            Instant now = clock.instant();
            latch.store(
                    device,
                    refusal.locked()
                            ? before.locked(refusal.unlockTime(), now)
                            : before.refused(refusal.explicitWrongPassword(), refusal.retryLoginTime(), now));
        }
    }

    @Override
    public void unjudged() {
        synchronized (lock) {
            if (noted) {
                latch.store(device, answered());
            }
        }
    }

    @Override
    public void unanswered() {
        synchronized (lock) {
            PasswordRefusals past = latch.refusals(device);
            boolean ofTheWire = acceptedHere && past.trusted();
            boolean toBeNoted = !noted && !ofTheWire;
            noted = false;
            if (toBeNoted) {
                noteSilence(past.presented(clock.instant()));
            }
        }
    }

    /** The call has failed already, perhaps because the agent is ending and has closed its journal. */
    private void noteSilence(PasswordRefusals after) {
        try {
            latch.store(device, after);
        } catch (JournalException closed) {
            log.debug("that {} did not answer to its password could not be noted", device.name(), closed);
        }
    }

    @Override
    public void accepted() {
        synchronized (lock) {
            noted = false;
            acceptedHere = true;
            if (!latch.refusals(device).equals(PasswordRefusals.ACCEPTED)) {
                latch.store(device, PasswordRefusals.ACCEPTED);
            }
        }
    }

    /** What became of it before the presentation that is answered now. */
    private PasswordRefusals answered() {
        PasswordRefusals past = latch.refusals(device);
        PasswordRefusals before = noted ? past.answered() : past;
        noted = false;
        return before;
    }

    static String remedy(DeviceConfig device) {
        return "Correct username and password of this device in the configuration, then run 'doctor --retry "
                + device.name() + "'";
    }
}
