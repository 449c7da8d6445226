package dev.rollcall.agent.journal;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.isapi.PasswordRefusals;

/**
 * Remembers refused passwords over restarts, by device and a salted hash of user and password: another password starts anew.
 * Each method is on disk when it returns.
 */
public interface PasswordLatch {

    /** Returns the refusals of this device's configured user and password. */
    PasswordRefusals refusals(DeviceConfig device);

    /** Stores the refusals of this device's configured user and password. */
    void store(DeviceConfig device, PasswordRefusals refusals);

    /** Forgets all refusals of this device, whatever the password. */
    void clear(DeviceConfig device);
}
