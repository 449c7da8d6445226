package dev.rollcall.attendance.event;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When an event happened: what the device printed, and what follows from it. The printed text and wall clock are facts;
 * instant and quality are derived and may be derived again when a zone is corrected.
 *
 * @param raw           the device's own text
 * @param wallClock     the printed local time, whole seconds
 * @param printedOffset the printed offset from UTC; null if none was printed. Devices are known to print a wrong one
 * @param occurredAt    the resolved instant; null only when the quality is {@link TimeQuality#UNRESOLVED}
 * @param zone          the zone used to resolve, as it was written; null if none was used
 * @param quality       how far the instant may be trusted
 */
public record EventTime(
        String raw,
        LocalDateTime wallClock,
        @Nullable ZoneOffset printedOffset,
        @Nullable Instant occurredAt,
        @Nullable String zone,
        TimeQuality quality) {

    /** Wall clocks before it are those of a clock that lost its battery. */
    public static final LocalDateTime CLOCKS_WERE_SET_BY = LocalDateTime.of(2000, 1, 1, 0, 0);

    private static final Duration FURTHEST_AHEAD = Duration.ofDays(1);

    public EventTime {
        wallClock = wallClock.truncatedTo(ChronoUnit.SECONDS);
        if ((occurredAt == null) != (quality == TimeQuality.UNRESOLVED)) {
            throw new IllegalArgumentException("time '" + raw + "' has quality " + quality + " and instant "
                    + occurredAt + ": exactly the unresolved times have no instant");
        }
    }

    /**
     * Resolves a printed time. The configured zone wins; else the device's own zone if its offset agrees with the printed
     * one; else the printed offset, flagged. A disagreement is flagged, never silently chosen, and no time is invented.
     *
     * @param raw           the device's own text
     * @param wallClock     the printed local time; fractions of a second are dropped
     * @param printedOffset the printed offset, or null
     * @param zones         what is known of the device's zone
     * @param seenAt        when the event was seen, used only to flag implausible times
     */
    public static EventTime resolve(
            String raw, LocalDateTime wallClock, @Nullable ZoneOffset printedOffset, Zones zones, Instant seenAt) {
        LocalDateTime second = wallClock.truncatedTo(ChronoUnit.SECONDS);
        EventTime resolved = resolve(raw, second, printedOffset, zones);
        Instant instant = resolved.occurredAt;
        if (instant != null && (second.isBefore(CLOCKS_WERE_SET_BY) || instant.isAfter(seenAt.plus(FURTHEST_AHEAD)))) {
            return new EventTime(raw, second, printedOffset, instant, resolved.zone, TimeQuality.IMPLAUSIBLE);
        }
        return resolved;
    }

    private static EventTime resolve(
            String raw, LocalDateTime wallClock, @Nullable ZoneOffset printedOffset, Zones zones) {
        DeviceZone reported = zones.reported();
        if (zones.configured() != null) {
            return inZone(raw, wallClock, printedOffset, zones.configured());
        }
        if (reported != null && (printedOffset == null || reported.has(printedOffset, wallClock))) {
            return inZone(raw, wallClock, printedOffset, reported);
        }
        if (printedOffset != null) {
            TimeQuality quality = reported == null ? TimeQuality.OFFSET_ONLY : TimeQuality.OFFSET_DISAGREES;
            return new EventTime(raw, wallClock, printedOffset, wallClock.toInstant(printedOffset), null, quality);
        }
        return new EventTime(raw, wallClock, null, null, null, TimeQuality.UNRESOLVED);
    }

    private static EventTime inZone(
            String raw, LocalDateTime wallClock, @Nullable ZoneOffset printedOffset, DeviceZone zone) {
        ZoneRules rules = zone.rules();
        List<ZoneOffset> valid = rules.getValidOffsets(wallClock);
        if (printedOffset != null && valid.contains(printedOffset)) {
            return at(raw, wallClock, printedOffset, printedOffset, zone, TimeQuality.GOOD);
        }
        if (valid.isEmpty()) {
            ZoneOffset before = rules.getTransition(wallClock).getOffsetBefore();
            return at(raw, wallClock, printedOffset, before, zone, TimeQuality.NONEXISTENT);
        }
        if (printedOffset != null) {
            return at(raw, wallClock, printedOffset, valid.get(0), zone, TimeQuality.OFFSET_DISAGREES);
        }
        return at(
                raw, wallClock, null, valid.get(0), zone, valid.size() == 1 ? TimeQuality.GOOD : TimeQuality.AMBIGUOUS);
    }

    private static EventTime at(
            String raw,
            LocalDateTime wallClock,
            @Nullable ZoneOffset printedOffset,
            ZoneOffset used,
            DeviceZone zone,
            TimeQuality quality) {
        return new EventTime(raw, wallClock, printedOffset, wallClock.toInstant(used), zone.name(), quality);
    }
}
