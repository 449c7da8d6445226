package dev.rollcall.attendance.event;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lasting name of one terminal: its short serial number, never its address. All identity, storage and delivery is per
 * device key.
 *
 * @param value the key's text, for example {@code GA6820584}; never blank
 */
public record DeviceKey(String value) implements Comparable<DeviceKey> {

    private static final Pattern SHORT_SERIAL_AT_END = Pattern.compile("[A-Z0-9]{9}$");
    private static final int LONGEST = 64;

    public DeviceKey {
        if (value.isBlank() || value.length() > LONGEST) {
            throw new IllegalArgumentException("device key '" + value + "' must have 1 to " + LONGEST + " characters");
        }
    }

    /** Returns the key with exactly this text, for keys that were derived before (configuration, messages, stores). */
    public static DeviceKey of(String value) {
        return new DeviceKey(value.strip());
    }

    /**
     * Derives the key from what a terminal says of itself. The long serial number embeds model, build date and firmware
     * version and so changes on upgrade; its trailing nine characters are the short serial, which does not (seen alike in
     * {@code deviceInfo} and in pushed {@code shortSerialNumber}).
     *
     * @param serialNumber {@code deviceInfo.serialNumber} or a short serial
     * @return the trailing nine characters if they are all of {@code [A-Z0-9]}, else the whole text
     */
    public static DeviceKey fromSerialNumber(String serialNumber) {
        String text = serialNumber.strip();
        Matcher matcher = SHORT_SERIAL_AT_END.matcher(text);
        return new DeviceKey(matcher.find() ? matcher.group() : text);
    }

    @Override
    public int compareTo(DeviceKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
