package dev.rollcall.receiver.ingest;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.receiver.store.StorableText;
import dev.rollcall.receiver.store.StorableTime;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a text column can hold. PostgreSQL takes neither U+0000 nor half a surrogate pair, so neither may reach it: where a
 * text is part of what happened, the event is refused with the reason; a name is for display only and is cleaned instead.
 * Raw records are stored as bytes and may hold anything.
 */
public final class Storable {

    private static final int LONGEST = 200;
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("+10000-01-02T00:00:00Z");

    private Storable() {}

    /** Returns why an observation cannot be stored as it is. */
    public static Optional<String> refusal(Observation observation) {
        AttendanceEvent event = observation.event();
        String refusal = first(
                text("device key", event.device().value()),
                text(
                        "employeeNo",
                        event.employeeNo() == null ? null : event.employeeNo().value()),
                text("cardNo", event.cardNo()),
                text("timeText", event.time().raw()),
                text("timeZone", event.time().zone()),
                year("wallClock", event.time().wallClock().getYear()),
                instant("occurredAt", event.time().occurredAt()),
                instant("seenAt", observation.seenAt()));
        return Optional.ofNullable(refusal);
    }

    /** Returns the observation with a name that can be stored. */
    public static Observation cleaned(Observation observation) {
        AttendanceEvent event = observation.event();
        String name = event.name();
        if (name == null || (isClean(name) && name.length() <= LONGEST)) {
            return observation;
        }
        AttendanceEvent cleaned = new AttendanceEvent(
                event.device(),
                event.serialNo(),
                event.time(),
                event.major(),
                event.minor(),
                event.employeeNo(),
                event.cardNo(),
                cleaned(name),
                event.kind(),
                event.verifyMethod(),
                event.door(),
                event.reader(),
                event.category());
        return new Observation(
                cleaned, observation.channel(), observation.seenAt(), observation.clockOffset(), observation.raw());
    }

    /** Returns a text for display that can be stored: what cannot becomes U+FFFD, and what is too long is cut. */
    public static String cleaned(String text) {
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        return wellFormed(cut);
    }

    /** Returns the text with U+FFFD for U+0000 and for halves of surrogate pairs. */
    public static String wellFormed(String text) {
        return StorableText.wellFormed(text);
    }

    /** Tells whether a text can be stored as it is. */
    public static boolean isClean(String text) {
        return StorableText.isClean(text);
    }

    private static @Nullable String first(@Nullable String... refusals) {
        for (String refusal : refusals) {
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private static @Nullable String text(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (text.length() > LONGEST) {
            return "field '" + field + "' is longer than " + LONGEST + " characters";
        }
        return isClean(text) ? null : "field '" + field + "' contains U+0000 or half a surrogate pair";
    }

    private static @Nullable String year(String field, int year) {
        return StorableTime.isStorable(year) ? null : "field '" + field + "' has the year " + year;
    }

    private static @Nullable String instant(String field, @Nullable Instant instant) {
        boolean fits = instant == null || (instant.isAfter(EARLIEST) && instant.isBefore(LATEST));
        return fits ? null : "field '" + field + "' is outside the years 0 to 9999";
    }
}
