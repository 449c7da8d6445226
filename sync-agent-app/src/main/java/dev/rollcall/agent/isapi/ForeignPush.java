package dev.rollcall.agent.isapi;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.isapi.notification.EventNotification;
import org.jspecify.annotations.Nullable;

/** A push that came to the address of one device and names another: two addresses were mixed up, or two terminals. */
final class ForeignPush {

    private ForeignPush() {}

    /** Returns the serial number of the device that a push names, if it is another than this; else null. */
    static @Nullable String named(EventNotification event, DeviceKey device) {
        String serial = event.shortSerialNumber();
        if (serial == null
                || serial.isBlank()
                || DeviceKey.fromSerialNumber(serial).equals(device)) {
            return null;
        }
        return serial.strip();
    }

    /** Returns why such a push is no record of the device. */
    static String reason(String named) {
        return "it names another device (" + named + ") than its address was made for";
    }
}
