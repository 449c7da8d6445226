package dev.rollcall.isapi.system;

import dev.rollcall.isapi.internal.PosixZone;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A terminal's clock. The offset and the zone are two statements of the device, and on some firmware they contradict each
 * other; nothing here chooses between them.
 *
 * @param timeMode {@code NTP} or {@code manual}
 * @param localTimeText the time as printed
 * @param localTime the wall clock in that text
 * @param offset the offset in that text; null if it prints none
 * @param timeZoneText the zone as printed, POSIX style with the sign turned round: {@code CST-3:00:00} is UTC+03:00
 * @param zoneRules the rules that text stands for, daylight saving included; null if there is none or it is not understood
 * @param otherFields every other element: text as it stands, nested elements as JSON text
 */
public record DeviceTime(
        @Nullable String timeMode,
        String localTimeText,
        LocalDateTime localTime,
        @Nullable ZoneOffset offset,
        @Nullable String timeZoneText,
        @Nullable ZoneRules zoneRules,
        Map<String, String> otherFields) {

    public DeviceTime {
        otherFields = Map.copyOf(otherFields);
    }

    /** The rules that a zone as printed ({@code timeZoneText}) stands for; null if it is not understood. */
    public static @Nullable ZoneRules rulesOf(@Nullable String timeZoneText) {
        return PosixZone.parse(timeZoneText);
    }

    /**
     * The device's clock as it shows it, with its printed offset, to build search windows from. Where the device prints no offset,
     * UTC stands in for it: its digits stay those of the wall clock.
     */
    public OffsetDateTime dateTime() {
        return localTime.atOffset(offset == null ? ZoneOffset.UTC : offset);
    }
}
