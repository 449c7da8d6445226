package dev.rollcall.receiver.ingest;

import dev.rollcall.attendance.event.DeviceKey;

/** An agent brings in one device more than may wait for an administrator's eye. Nothing of its batch is stored. */
public final class TooManyNewDevicesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String device;
    private final int most;

    TooManyNewDevicesException(DeviceKey device, int most) {
        super("device " + device + " is new, and there are " + most + " new devices already");
        this.device = device.value();
        this.most = most;
    }

    /** Returns the key of the device that is refused. */
    public DeviceKey device() {
        return DeviceKey.of(device);
    }

    /** Returns how many new devices there may be. */
    public int most() {
        return most;
    }
}
