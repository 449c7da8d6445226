package dev.rollcall.receiver.security;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.store.Role;
import java.util.Set;

/**
 * What the bearer of a good token may do.
 *
 * @param token   the token's number
 * @param role    its role
 * @param name    its name
 * @param devices the devices it may speak for; empty if it may speak for all
 */
public record Grant(long token, Role role, String name, Set<DeviceKey> devices) {

    /** Tells whether the bearer may send what a device logged. */
    public boolean maySpeakFor(DeviceKey device) {
        return devices.isEmpty() || devices.contains(device);
    }
}
