package dev.rollcall.agent.journal;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.isapi.PasswordRefusals;

/**
 * Remembers refused, unanswered and accepted passwords over restarts, by device and a salted hash of user and password: another
 * password starts anew.
 * Each method is on disk when it returns.
 */
public interface PasswordLatch {

    /** Returns what became of this device's configured user and password. */
    PasswordRefusals refusals(DeviceConfig device);

    /** Stores what became of this device's configured user and password. */
    void store(DeviceConfig device, PasswordRefusals refusals);

    /** Forgets all passwords of this device. */
    void clear(DeviceConfig device);

    /** Returns what became of a password that was refused, as the end of a sentence: "refused once and got no answer 2 times". */
    static String inWords(PasswordRefusals past) {
        return "refused " + times(past.count())
                + (past.unanswered() == 0 ? "" : " and got no answer " + times(past.unanswered()));
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
