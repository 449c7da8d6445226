package dev.rollcall.attendance.hikvision;

import dev.rollcall.attendance.event.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the serial number in the bytes of a record that could not be read as one. */
final class RawSerial {

    /** What follows the digits must be there: at a cut they may be the beginning of a longer number. */
    private static final Pattern JSON = Pattern.compile("\"serialNo\"\\s*:\\s*\"?([0-9]{1,10})(?=[^0-9])");

    private RawSerial() {}

    /** Returns the serial number if the record names exactly one; else null. */
    static @Nullable Long of(RawRecord raw) {
        Matcher matcher = JSON.matcher(new String(raw.toByteArray(), StandardCharsets.ISO_8859_1));
        if (!matcher.find()) {
            return null;
        }
        long serial = Long.parseLong(matcher.group(1));
        return matcher.find() ? null : serial;
    }
}
