package dev.rollcall.receiver.ingest;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.DeviceRegister;
import java.time.Instant;

/**
 * Lets agents bring in devices that no administrator has entered. A token without a list of devices may bring in as many as it likes, so
 * only so many wait until somebody looks.
 *
 * @param most how many devices that no administrator has seen there may be
 */
public record Introduction(int most) {

    /**
     * Returns the locked device of a key, which is entered now if it was not heard of before.
     *
     * @throws TooManyNewDevicesException if it was not, and there are too many such
     */
    public Device lock(DeviceRegister devices, DeviceKey key, Instant now) {
        return devices.lockKnown(key).orElseGet(() -> introduced(devices, key, now));
    }

    private Device introduced(DeviceRegister devices, DeviceKey key, Instant now) {
        if (devices.newOnes() >= most) {
            throw new TooManyNewDevicesException(key, most);
        }
        return devices.lock(key, now);
    }
}
